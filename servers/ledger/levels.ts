import { type Lost, NOTHING_LOST } from '../../harness/core/lost-time.ts';
import type { LevelTimes } from '../../harness/record/evidence/ledger.ts';

const MAX_LEVELS = 12_000;
/** Of what many clients have together. */
export const MAX_JOINT_LEVELS = 120_000;

/**
 * For a count that changes by one: how long it stood at or above every value, in the longest stretch and in total.
 * Exact at every event and O(1) each, so that 'was it above the limit, and for how long?' can be asked for any limit
 * later. The longest stretch is without what was `lost` in it: a moment is none the longer because a busy machine kept
 * the server from seeing its end.
 */
export class Levels {
  private readonly maxLevels: number;
  private readonly lost: Lost;
  private count = 0;
  private peakCount = 0;
  private sinceMs: number[] = [];
  private lostBeforeMs: number[] = [];
  private longestMs: number[] = [];
  private totalMs: number[] = [];

  constructor({ maxLevels = MAX_LEVELS, lost = NOTHING_LOST }: LevelsOptions = {}) {
    this.maxLevels = maxLevels;
    this.lost = lost;
  }

  get current(): number {
    return this.count;
  }

  get peak(): number {
    return this.peakCount;
  }

  up(nowMs: number): void {
    this.count += 1;
    this.peakCount = Math.max(this.peakCount, this.count);
    if (this.count > this.maxLevels) return;
    this.sinceMs[this.count] = nowMs;
    this.lostBeforeMs[this.count] = this.lost.totalMs();
  }

  down(nowMs: number): void {
    if (this.count <= this.maxLevels) this.settle(this.count, nowMs);
    this.count -= 1;
  }

  /** The levels until now; counting starts afresh from the present count. */
  take(nowMs: number): LevelTimes {
    for (let count = 1; count <= Math.min(this.count, this.maxLevels); count += 1) this.settle(count, nowMs);
    const counts = Math.min(this.peakCount, this.maxLevels);
    const times = (of: number[]) => Array.from({ length: counts }, (_, index) => roundMs(of[index + 1] ?? 0));
    const taken = { longestMs: times(this.longestMs), totalMs: times(this.totalMs) };
    this.longestMs = [];
    this.totalMs = [];
    this.peakCount = this.count;
    return taken;
  }

  private settle(count: number, nowMs: number): void {
    const stretchMs = nowMs - (this.sinceMs[count] ?? nowMs);
    const lostMs = this.lost.totalMs();
    const seenMs = stretchMs - Math.max(0, lostMs - (this.lostBeforeMs[count] ?? lostMs));
    this.longestMs[count] = Math.max(this.longestMs[count] ?? 0, seenMs);
    this.totalMs[count] = (this.totalMs[count] ?? 0) + stretchMs;
    this.sinceMs[count] = nowMs;
    this.lostBeforeMs[count] = lostMs;
  }
}

export interface LevelsOptions {
  maxLevels?: number | undefined;
  /** How long the machine has kept the server from running so far. */
  lost?: Lost | undefined;
}

function roundMs(ms: number): number {
  return Math.round(ms * 10) / 10;
}
