import { sum } from 'simple-statistics';
import { STALL } from '../../core/bounds/stall.ts';
import { formatCount, formatDurationMs, formatShare } from '../../core/units.ts';
import type { LedgerWindow } from '../../record/evidence/ledger.ts';
import type { RequestTally } from '../../record/evidence/requests.ts';
import type { MeasuredCase } from '../../record/schema.ts';
import { longestOverlapMs, MOST_STRETCHES } from '../../record/stretches.ts';
import { heldBackMs } from './rate-limit.ts';

/** The stretches in which work waited at the client while the server had none of it. */
export interface NoProgress {
  stretches: number;
  longestMs: number;
  /** Of the time of its load. */
  share: number;
  isStalled: boolean;
  /**
   * How much of each is not counted, for the client's own rate limit holds requests back; absent: it declares none, or
   * was not at it.
   */
  heldBackMs?: number;
}

interface Waited {
  tally: RequestTally | null;
  windows: readonly LedgerWindow[];
  /** What its rate limit has let through before. */
  before?: readonly LedgerWindow[];
  /** This many stretches, where none of them is long, are a stall. */
  needed: number;
}

export function noProgress(measured: MeasuredCase, { tally, windows, before = [], needed }: Waited): NoProgress {
  const serverIdle = windows.flatMap((window) => window.idle);
  // The executor itself holds the client's loop for that long, by order of the scenario.
  const busyMs = measured.load.busyMs * (tally?.inFlightPeak ?? 0);
  const waits = (tally?.noProgress ?? []).map((stretch) => longestOverlapMs(stretch, serverIdle) - busyMs);
  const byRateMs = heldBackMs(measured, [...before, ...windows], waitedMs(tally, waits.filter(counts)));
  const stretchesMs = waits.map((ms) => ms - byRateMs).filter(counts);
  const totalMs = stretchesMs.reduce((sum, ms) => sum + ms, 0);
  const share = tally && tally.elapsedMs > 0 ? totalMs / tally.elapsedMs : 0;
  const longestMs = Math.max(0, ...stretchesMs);
  const isStalled =
    longestMs >= STALL.longStretchMs.is || (stretchesMs.length >= needed && share >= STALL.stretchesShare.is);
  return { stretches: stretchesMs.length, longestMs, share, isStalled, ...(byRateMs > 0 && { heldBackMs: byRateMs }) };
}

/** Of more stretches than are kept only the time of all is known. */
function waitedMs(tally: RequestTally | null, waits: readonly number[]): number {
  if (!tally) return 0;
  return tally.noProgress.length < MOST_STRETCHES ? sum([...waits]) : tally.elapsedMs;
}

function counts(ms: number): boolean {
  return ms >= STALL.stretchMs.is;
}

export function stoodStill(
  { stretches, longestMs, share, heldBackMs: byRateMs = 0 }: NoProgress,
  whole: string,
): string {
  const beyond = byRateMs > 0 ? ` beyond the ${formatDurationMs(byRateMs)} of its rate limit` : '';
  return `Requests were waiting and none was at the server, ${formatCount(stretches, 'time')}, for up to ${formatDurationMs(longestMs)}${beyond} (${formatShare(share)} ${whole})`;
}
