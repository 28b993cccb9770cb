import { setTimeout as sleep } from 'node:timers/promises';
import { monotonicMs } from '../core/clock.ts';
import { mostInFlight, pacerOf } from '../scenario/loads/load.ts';
import type { Client, Load, RequestSpec } from '../scenario/types.ts';
import { sendOne } from './outcome.ts';
import { type ClockedTally, Tally } from './tally.ts';
import { takeTurns } from './turns.ts';

export interface LoadOutcome {
  tally: ClockedTally;
  /** HDR histogram of the answered requests. */
  latency: string;
}

/** Starts requests when the load's pacer says, until that or `stop` ends the load; those in flight then end. */
export async function playLoad(
  client: Client,
  requests: readonly RequestSpec[],
  load: Load,
  stop: AbortSignal,
): Promise<LoadOutcome> {
  const pace = pacerOf(load);
  const next = takeTurns(requests);
  const tally = new Tally();
  const startedMs = monotonicMs();
  let started = 0;

  const startWhenDue = async () => {
    while (!stop.aborted) {
      const waitMs = pace(monotonicMs() - startedMs, started);
      if (waitMs === 'stop') return;
      if (waitMs > 0) {
        await sleepUnless(stop, waitMs);
        continue;
      }
      started += 1;
      if (load.busyMs > 0) blockLoop(load.busyMs);
      const fairlyBefore = tally.started(monotonicMs());
      const outcome = await sendOne(client, next(), load.deadlineMs);
      tally.ended(monotonicMs(), outcome, fairlyBefore);
      if (load.pauseMs > 0) await sleep(load.pauseMs);
    }
  };
  await Promise.all(Array.from({ length: mostInFlight(load) }, startWhenDue));
  return tally.result(monotonicMs() - startedMs);
}

async function sleepUnless(stop: AbortSignal, ms: number): Promise<void> {
  // Ended early, it is no failure.
  await sleep(ms, undefined, { signal: stop }).catch(() => {});
}

/** Holds the event loop, as a client with work of its own does. */
function blockLoop(ms: number): void {
  const untilMs = monotonicMs() + ms;
  while (monotonicMs() < untilMs);
}
