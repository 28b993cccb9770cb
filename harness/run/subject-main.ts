import { releaseParent, serveParent } from '../core/ipc.ts';
import { hostClient } from './subject/host-client.ts';

// The process of one client under test. It does what its parent asks between phases; nothing of ours ticks here
// while there is no load, because a timer of ours can wake a client that would otherwise have slept through its bug.

const handlers = {
  ...hostClient().handlers,
  /** From here on it must end by itself. */
  release(): void {
    setImmediate(releaseParent);
  },
};

export type SubjectHandlers = typeof handlers;

serveParent(handlers);
