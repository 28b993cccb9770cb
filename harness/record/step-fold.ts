import type { Series } from './schema.ts';

interface Bucket {
  index: number;
  max: number;
  last: number;
}

/**
 * Folds a step function of time into at most `maxBuckets` ticks: whatever the length of a run, its record stays small,
 * and a peak of one event is never lost, because every tick keeps its maximum. When the ticks are too many, neighbours
 * are merged and the tick gets twice as long.
 */
export class StepFold {
  private buckets: Bucket[] = [];
  private tickMs: number;
  private readonly maxBuckets: number;

  constructor(options: { tickMs: number; maxBuckets?: number }) {
    this.tickMs = options.tickMs;
    this.maxBuckets = options.maxBuckets ?? 1_000;
  }

  /** The value is `value` from `tMs` on. */
  set(tMs: number, value: number): void {
    const index = Math.floor(tMs / this.tickMs);
    const open = this.buckets.at(-1);
    if (open && open.index === index) {
      if (value > open.max) open.max = value;
      open.last = value;
      return;
    }
    this.buckets.push({ index, max: open ? Math.max(value, open.last) : value, last: value });
    while (this.buckets.length > this.maxBuckets) this.halve();
  }

  /**
   * Points of a step line, in milliseconds after `originMs`: each tick's maximum, then where it ended if that is lower.
   */
  series(originMs: number): Series {
    const t: number[] = [];
    const v: number[] = [];
    const push = (tMs: number, value: number) => {
      t.push(Math.max(0, Math.round(tMs - originMs)));
      v.push(value);
    };
    for (const { index, max, last } of this.buckets) {
      push(index * this.tickMs, max);
      if (last < max) push((index + 1) * this.tickMs - 1, last);
    }
    return { t, v };
  }

  private halve(): void {
    this.tickMs *= 2;
    const merged: Bucket[] = [];
    for (const bucket of this.buckets) {
      const index = Math.floor(bucket.index / 2);
      const before = merged.at(-1);
      if (before?.index === index) {
        before.max = Math.max(before.max, bucket.max);
        before.last = bucket.last;
      } else {
        merged.push({ ...bucket, index });
      }
    }
    this.buckets = merged;
  }
}
