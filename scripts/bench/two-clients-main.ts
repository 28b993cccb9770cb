import { serveParent } from '../../harness/core/ipc.ts';
import { runConstantConcurrency } from '../../harness/executors/constant-concurrency.ts';
import { countClientSockets } from '../../harness/recorders/client-sockets.ts';
import { type RequestTimer, timeRequests } from '../../harness/recorders/request-timing.ts';
import { makeClient } from '../../harness/run/make-client.ts';
import type { Client, ClientOptions, Load, RequestSpec, Subject } from '../../harness/scenario/types.ts';
import { PlayClock } from './play-clock.ts';

// The process of two clients alike, one for each side of a comparison: all else that moves a measurement, above all how
// the process was compiled and laid out, is the same for both. A side's recorders listen only while it plays.

const sides: Record<string, { client: Client; clock: PlayClock; timer: RequestTimer }> = {};

const handlers = {
  async prepare({ subject, options }: { subject: Subject; options: Record<string, ClientOptions> }): Promise<void> {
    for (const [name, own] of Object.entries(options)) {
      const client = await makeClient(subject, own);
      const clock = new PlayClock();
      // One timer for all slices of a side, because it begins by timing every request.
      sides[name] = { client, clock, timer: timeRequests(client, clock) };
    }
  },
  /** How many requests were answered. */
  async play({ side: name, recorders, requests, load }: SliceTask): Promise<number> {
    const side = sides[name];
    if (!side) throw new Error(`there is no client '${name}'`);
    using _playing = side.clock.run();
    const sockets = recorders.includes('sockets') ? countClientSockets() : undefined;
    const timer = recorders.includes('timing') ? side.timer : undefined;
    const played = runConstantConcurrency(timer?.client ?? side.client, requests, load, new AbortController().signal);
    const { tally } = await played.finally(() => {
      sockets?.stop();
      timer?.stop();
    });
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
