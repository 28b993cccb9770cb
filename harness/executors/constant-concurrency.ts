import { setTimeout as sleep } from 'node:timers/promises';
import { monotonicMs } from '../core/clock.ts';
import type { Client, Load, RequestSpec } from '../scenario/types.ts';
import { sendOne } from './outcome.ts';
import { boundedBy } from './pacer.ts';
import { type ClockedTally, Tally } from './tally.ts';
import { takeTurns } from './turns.ts';

export interface LoadOutcome {
  tally: ClockedTally;
  /** HDR histogram of the answered requests. */
  latency: string;
}

/** Keeps `load.concurrency` requests in flight until the load's bound is reached or `stop` fires; those in flight then end. */
export async function runConstantConcurrency(
  client: Client,
  requests: readonly RequestSpec[],
  load: Load,
  stop: AbortSignal,
): Promise<LoadOutcome> {
  const mayStart = boundedBy(load);
  const next = takeTurns(requests);
  const tally = new Tally();
  const startedMs = monotonicMs();
  let started = 0;

  const keepOneInFlight = async () => {
    while (!stop.aborted && mayStart(monotonicMs() - startedMs, started)) {
      started += 1;
      if (load.busyMs > 0) blockLoop(load.busyMs);
      const fairlyBefore = tally.started(monotonicMs());
      const outcome = await sendOne(client, next(), load.deadlineMs);
      tally.ended(monotonicMs(), outcome, fairlyBefore);
      if (load.pauseMs > 0) await sleep(load.pauseMs);
    }
  };
  await Promise.all(Array.from({ length: load.concurrency }, keepOneInFlight));
  return tally.result(monotonicMs() - startedMs);
}

/** Holds the event loop, as a client with work of its own does. */
function blockLoop(ms: number): void {
  const untilMs = monotonicMs() + ms;
  while (monotonicMs() < untilMs);
}
