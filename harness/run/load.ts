import { sinceOrigin } from '../record/stretches.ts';
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
function longestMs({ requests, durationMs, concurrency, deadlineMs, pauseMs, busyMs }: Load): number {
  const turnMs = deadlineMs + pauseMs + busyMs * concurrency;
  const byNumberMs = requests === null ? Number.POSITIVE_INFINITY : Math.ceil(requests / concurrency) * turnMs;
  const byTimeMs = durationMs === null ? Number.POSITIVE_INFINITY : durationMs + turnMs;
  return Math.min(byNumberMs, byTimeMs) + ANSWER_MS;
}
