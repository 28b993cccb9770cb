import { sum } from 'simple-statistics';
import { STALL } from '../../core/bounds/stall.ts';
import { formatCount, formatDurationMs } from '../../core/units.ts';
import { decodeHistogram, mergeHistograms } from '../../record/hdr.ts';
import { mostInFlight } from '../../record/most-in-flight.ts';
import { played } from '../../record/phases/select.ts';
import { PHASES } from '../../record/phases/table.ts';
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
  const turns = turnsOf(measured);
  const slowest = given.tallies.flatMap(({ extremes }) => extremes?.mostMs ?? []);
  // Where nothing was answered, only the scenario says how long that would have taken.
  const answerMs = slowest.length > 0 ? meanAnswerMs(given) : orderedDelayMs(measured);
  const waitMs = turns * answerMs;
  if (waitMs < leastMs || (slowest.length > 0 && Math.max(...slowest) < leastMs)) return undefined;
  const each = `answers take ${formatDurationMs(answerMs)}`;
  const why = turns === 1 ? each : `${each}, and ${formatCount(turns, 'turn')} of them ${formatDurationMs(waitMs)}`;
  return { waitMs, why };
}

/** As many as the limit needs, or the workers of a program, for all requests that are in flight at once. */
function turnsOf(measured: MeasuredCase): number {
  const atOnce = Math.min(measured.settings.connectionLimit ?? Number.POSITIVE_INFINITY, workersOf(measured));
  return Math.max(1, Math.ceil(mostInFlight(measured) / atOnce));
}

/**
 * On how many calls a program works at once: its peak at the target, where it stood near it all the time. A pool that
 * loses its places is at its peak for a while only.
 */
function workersOf({ evidence }: MeasuredCase): number {
  const load = played(evidence.phases, PHASES.load);
  if (evidence.drive !== 'http' || !load) return Number.POSITIVE_INFINITY;
  const { activePeak, activeLevels } = load.ledger;
  const meanActive = sum(activeLevels.totalMs) / Math.max(1, load.endMs - load.startMs);
  return activePeak > 0 && meanActive >= STALL.workersShare.is * activePeak ? activePeak : Number.POSITIVE_INFINITY;
}

function deadlineTooShort({ why }: FairWait, deadlineMs: number): string {
  return `a queue in order needs about as long (${why}), so a deadline of ${formatDurationMs(deadlineMs)} tells nothing: make it longer (load.deadlineMs).`;
}

function meanAnswerMs({ windows }: Given): number {
  const times = windows.flatMap(({ serviceTimes }) => serviceTimes ?? []);
  return times.length > 0 ? decodeHistogram(mergeHistograms(times)).mean / 1_000 : 0;
}
