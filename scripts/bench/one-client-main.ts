import { REAL_CLOCK } from '../../harness/core/clock.ts';
import { serveParent } from '../../harness/core/ipc.ts';
import { playLoad } from '../../harness/executors/play-load.ts';
import { countClientSockets } from '../../harness/recorders/client-sockets.ts';
import { type RequestTimer, timeRequests } from '../../harness/recorders/request-timing.ts';
import { makeClient } from '../../harness/run/make-client.ts';
import { tellInFile } from '../../harness/run/pulse.ts';
import type { Client, ClientOptions, ClientSpec, Load, RequestSpec } from '../../harness/scenario/types.ts';
import { PlayClock } from './play-clock.ts';

// The process of one client that plays with recorders and without them in turn.

let player: { client: Client; timer: RequestTimer } | undefined;
const timerClock = new PlayClock();

const handlers = {
  async prepare({ subject, options }: { subject: ClientSpec; options: ClientOptions }): Promise<void> {
    const client = await makeClient(subject, options);
    // One timer for all slices, because it begins by timing every request.
    player = { client, timer: timeRequests(client, timerClock) };
  },
  /** How many requests were answered. */
  async play({ recorders, requests, load, tellTo }: SliceTask): Promise<number> {
    if (!player) throw new Error('there is no client yet');
    const { client, timer } = player;
    const isTimed = recorders.includes('timing');
    using _playing = isTimed ? timerClock.run() : null;
    const sockets = recorders.includes('sockets') ? countClientSockets() : null;
    const played = playLoad({
      client: isTimed ? timer.client : client,
      requests,
      load,
      stop: new AbortController().signal,
      clock: REAL_CLOCK,
      tell: tellTo === undefined ? undefined : tellInFile(tellTo),
    });
    const { tally } = await played.finally(() => {
      sockets?.stop();
      timer.stop();
    });
    return tally.answered;
  },
};

export type InsideRecorder = 'sockets' | 'timing';

interface SliceTask {
  recorders: readonly InsideRecorder[];
  requests: RequestSpec[];
  load: Load;
  /** Where it is told how the load stands, as for a live page; absent: nowhere. */
  tellTo?: string;
}

export type OneClientHandlers = typeof handlers;

serveParent(handlers);
