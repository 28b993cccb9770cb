import { STALL } from '../../core/bounds/stall.ts';
import { formatCount, formatDurationMs } from '../../core/units.ts';
import type { LedgerWindow } from '../../record/evidence/ledger.ts';
import { decodeHistogram, mergeHistograms } from '../../record/hdr.ts';
import { mostInFlight } from '../../record/most-in-flight.ts';
import type { MeasuredCase } from '../../record/schema.ts';

/** How long the last of the requests waits for its answer where each gets its turn. */
export interface FairWait {
  /** As many as the limit needs for all requests that are in flight at once. */
  turns: number;
  answerMs: number;
  waitMs: number;
}

/**
 * Whether a queue in order would miss the deadline, too: answers take so long, or the limit leaves so few at once, that
 * a client that does nothing wrong would give up the last request. Undefined: it would not.
 */
export function waitBeyondDeadline(measured: MeasuredCase, windows: readonly LedgerWindow[]): FairWait | undefined {
  const { connectionLimit } = measured.settings;
  const turns = connectionLimit === null ? 1 : Math.max(1, Math.ceil(mostInFlight(measured) / connectionLimit));
  const answerMs = meanAnswerMs(windows);
  const waitMs = turns * answerMs;
  return waitMs >= STALL.fairShareOfDeadline.is * measured.load.deadlineMs ? { turns, answerMs, waitMs } : undefined;
}

export function deadlineTooShort({ turns, answerMs, waitMs }: FairWait, deadlineMs: number): string {
  const each = `answers took ${formatDurationMs(answerMs)}`;
  const fair = turns === 1 ? each : `${each}, and ${formatCount(turns, 'turn')} of them ${formatDurationMs(waitMs)}`;
  return `a queue in order needs about as long (${fair}), so a deadline of ${formatDurationMs(deadlineMs)} tells nothing: make it longer (load.deadlineMs).`;
}

/** Where nothing was answered, it is known only how long the server had the requests that were given up. */
function meanAnswerMs(windows: readonly LedgerWindow[]): number {
  const times = windows.flatMap(({ serviceTimes }) => serviceTimes ?? []);
  if (times.length === 0) return Math.max(0, ...windows.map(({ serviceMaxMs }) => serviceMaxMs));
  return decodeHistogram(mergeHistograms(times)).mean / 1_000;
}
