import { STALL } from '../../core/bounds/stall.ts';
import { formatCount, formatDurationMs } from '../../core/units.ts';
import { decodeHistogram, mergeHistograms } from '../../record/hdr.ts';
import { mostInFlight } from '../../record/most-in-flight.ts';
import type { MeasuredCase } from '../../record/schema.ts';
import { orderedDelayMs } from './ordered.ts';
import { waitByRate } from './rate-limit.ts';
import { excuseToWait, type Given } from './told-to-wait.ts';

/** How long the last of the requests waits for its answer where each gets its turn. */
interface FairWait {
  waitMs: number;
  why: string;
}

/** Why as many requests that were never answered may be no fault of the client, as half a sentence. */
export function excuseUnanswered(measured: MeasuredCase, count: number, given: Given): string | undefined {
  const fair = waitBeyondDeadline(measured, given);
  return fair ? deadlineTooShort(fair, measured.load.deadlineMs) : excuseToWait(measured, count, given);
}

/**
 * Whether a queue in order would miss the deadline, too: answers take so long, or the limit leaves so few at once, that
 * a client that does nothing wrong would give up the last request. Those that were answered must have waited as long,
 * since answers that the client itself holds up look slow, too; where its own rate is so low, it must have been at it.
 * Undefined: it would not.
 */
function waitBeyondDeadline(measured: MeasuredCase, given: Given): FairWait | undefined {
  const leastMs = STALL.fairShareOfDeadline.is * measured.load.deadlineMs;
  const byRate = waitByRate(measured, given);
  if (byRate && byRate.waitMs >= leastMs) return byRate;
  const { connectionLimit } = measured.settings;
  // As many as the limit needs for all requests that are in flight at once.
  const turns = connectionLimit === null ? 1 : Math.max(1, Math.ceil(mostInFlight(measured) / connectionLimit));
  const slowest = given.tallies.flatMap(({ extremes }) => extremes?.mostMs ?? []);
  // Where nothing was answered, only the scenario says how long that would have taken.
  const answerMs = slowest.length > 0 ? meanAnswerMs(given) : orderedDelayMs(measured);
  const waitMs = turns * answerMs;
  if (waitMs < leastMs || (slowest.length > 0 && Math.max(...slowest) < leastMs)) return undefined;
  const each = `answers take ${formatDurationMs(answerMs)}`;
  const why = turns === 1 ? each : `${each}, and ${formatCount(turns, 'turn')} of them ${formatDurationMs(waitMs)}`;
  return { waitMs, why };
}

function deadlineTooShort({ why }: FairWait, deadlineMs: number): string {
  return `a queue in order needs about as long (${why}), so a deadline of ${formatDurationMs(deadlineMs)} tells nothing: make it longer (load.deadlineMs).`;
}

function meanAnswerMs({ windows }: Given): number {
  const times = windows.flatMap(({ serviceTimes }) => serviceTimes ?? []);
  return times.length > 0 ? decodeHistogram(mergeHistograms(times)).mean / 1_000 : 0;
}
