import { sinceOrigin } from '../record/stretches.ts';
import { mostInFlight, pacerOf } from '../scenario/loads/load.ts';
import type { Load } from '../scenario/types.ts';
import { ANSWER_MS, type Stage } from './stage.ts';

/** Puts the subject under a load, and stops it early when the run is stopped. */
export async function runLoad(stage: Stage, load: Load) {
  const { subject, stop, plan, originMs } = stage;
  const stopLoad = () => subject.calls.stop(undefined).catch(() => {});
  stop.addEventListener('abort', stopLoad, { once: true });
  try {
    const outcome = await subject.calls.load(
      { requests: plan.scenario.requests, load },
      { timeoutMs: longestMs(load) },
    );
    // The worker of an older commit tells neither.
    const { clockStills = [], overtaken = [], ...tally } = outcome.tally;
    return { ...outcome, tally: { ...tally, stills: sinceOrigin(clockStills, originMs), overtaken } };
  } finally {
    stop.removeEventListener('abort', stopLoad);
  }
}

/** After so long every request has met its deadline: whoever has not answered by then has a blocked event loop. */
function longestMs(load: Load): number {
  const { requests, durationMs, deadlineMs, pauseMs, busyMs } = load;
  const most = mostInFlight(load);
  const turnMs = deadlineMs + pauseMs + busyMs * most;
  const byNumberMs =
    requests === null ? Number.POSITIVE_INFINITY : lastStartMs(load, requests) + Math.ceil(requests / most) * turnMs;
  const byTimeMs = durationMs === null ? Number.POSITIVE_INFINITY : durationMs + turnMs;
  return Math.min(byNumberMs, byTimeMs) + ANSWER_MS;
}

/** When the last of so many requests starts if it waits for its executor alone. */
function lastStartMs(load: Load, requests: number): number {
  const waitMs = pacerOf(load)(0, requests - 1);
  return waitMs === 'stop' ? 0 : waitMs;
}
