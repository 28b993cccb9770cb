import { monotonicMs } from '../../harness/core/clock.ts';
import { serveParent } from '../../harness/core/ipc.ts';
import { runConstantConcurrency } from '../../harness/executors/constant-concurrency.ts';
import { countClientSockets } from '../../harness/recorders/client-sockets.ts';
import { type RequestTimer, timeRequests } from '../../harness/recorders/request-timing.ts';
import { makeClient } from '../../harness/run/make-client.ts';
import type { Client, ClientOptions, Load, RequestSpec, Subject } from '../../harness/scenario/types.ts';

// The process of two clients alike, one for each side of a comparison: all else that moves a measurement, above all how
// the process was compiled and laid out, is the same for both. A side's recorders listen only while it plays.

const clients: Record<string, Client> = {};
/** One for all slices of a side, because it begins by timing every request. */
const timers: Record<string, RequestTimer> = {};
/** What timers take for the time: it stands still while their side does. */
const playedMs: Record<string, number> = {};
let startedMs = 0;

const handlers = {
  async prepare({ subject, sides }: { subject: Subject; sides: Record<string, ClientOptions> }): Promise<void> {
    for (const [side, options] of Object.entries(sides)) {
      const client = await makeClient(subject, options);
      clients[side] = client;
      playedMs[side] = 0;
      timers[side] = timeRequests(client, () => (playedMs[side] ?? 0) + monotonicMs() - startedMs);
    }
  },
  /** How many requests were answered. */
  async play({ side, recorders, requests, load }: SliceTask): Promise<number> {
    const client = clients[side];
    if (!client) throw new Error(`there is no client '${side}'`);
    startedMs = monotonicMs();
    const sockets = recorders.includes('sockets') ? countClientSockets() : undefined;
    const timer = recorders.includes('timing') ? timers[side] : undefined;
    const played = runConstantConcurrency(timer?.client ?? client, requests, load, new AbortController().signal);
    const { tally } = await played.finally(() => {
      sockets?.stop();
      timer?.stop();
    });
    playedMs[side] = (playedMs[side] ?? 0) + monotonicMs() - startedMs;
    return tally.answered;
  },
};

export type InsideRecorder = 'sockets' | 'timing';

interface SliceTask {
  side: string;
  recorders: readonly InsideRecorder[];
  requests: RequestSpec[];
  load: Load;
}

export type TwoClientsHandlers = typeof handlers;

serveParent(handlers);
