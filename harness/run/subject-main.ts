import { setImmediate as nextTurn } from 'node:timers/promises';
import { monotonicMs } from '../core/clock.ts';
import { messageOf } from '../core/errors.ts';
import { releaseParent, serveParent } from '../core/ipc.ts';
import { type LoadOutcome, runConstantConcurrency } from '../executors/constant-concurrency.ts';
import type { CloseOutcome, InsideLook } from '../record/evidence.ts';
import { countClientSockets } from '../recorders/client-sockets.ts';
import { lookInside } from '../recorders/inside.ts';
import type { Client, ClientOptions, Load, RequestSpec, Subject } from '../scenario/types.ts';
import { makeClient } from './make-client.ts';

// The process of one client under test. It does what its parent asks at phase borders; nothing of ours ticks here,
// because a timer of ours can wake a client that would otherwise have slept through its bug.

const sockets = countClientSockets();
let client: Client | undefined;
let stopLoad = new AbortController();

const handlers = {
  async prepare({ subject, options }: { subject: Subject; options: ClientOptions }) {
    client = await makeClient(subject, options);
    return { node: process.version };
  },
  async load({ requests, load }: { requests: RequestSpec[]; load: Load }): Promise<LoadOutcome> {
    stopLoad = new AbortController();
    return runConstantConcurrency(prepared(), requests, load, stopLoad.signal);
  },
  stop(): void {
    stopLoad.abort();
  },
  look(): InsideLook {
    return lookInside(sockets());
  },
  /** Garbage is collected, finalizers run, and what they close closes. */
  async collect(): Promise<InsideLook> {
    for (let turn = 0; turn < 4; turn += 1) {
      globalThis.gc?.();
      await nextTurn();
    }
    return lookInside(sockets());
  },
  close: ({ deadlineMs }: { deadlineMs: number }) => closeWithin(prepared(), deadlineMs),
  /** From here on it must end by itself. */
  release(): void {
    setImmediate(releaseParent);
  },
};

export type SubjectHandlers = typeof handlers;

function prepared(): Client {
  if (!client) throw new Error('the subject was asked before its client was made');
  return client;
}

async function closeWithin(closing: Client, deadlineMs: number): Promise<CloseOutcome> {
  const startedMs = monotonicMs();
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<'hung'>((resolve) => {
    timer = setTimeout(resolve, deadlineMs, 'hung');
  });
  const ending = (outcome: CloseOutcome['outcome'], message: string | null = null): CloseOutcome => {
    return { outcome, tookMs: monotonicMs() - startedMs, message };
  };
  try {
    const outcome = await Promise.race([(async () => closing.close())().then(() => 'closed' as const), deadline]);
    return ending(outcome);
  } catch (error) {
    return ending('threw', messageOf(error));
  } finally {
    clearTimeout(timer);
  }
}

serveParent(handlers);
