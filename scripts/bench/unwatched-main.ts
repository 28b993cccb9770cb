import { serveParent } from '../../harness/core/ipc.ts';
import type { TargetSpec } from '../../harness/scenario/types.ts';
import { listenUnwatched } from './listen-unwatched.ts';

// The process of a mock server without the ledger.

const handlers = {
  start: ({ target, socketPath }: { target: TargetSpec; socketPath: string | null }) =>
    listenUnwatched(target, socketPath),
};

export type UnwatchedHandlers = typeof handlers;

serveParent(handlers);
