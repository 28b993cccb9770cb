import type { Series } from './schema.ts';

interface Bucket {
  index: number;
  min: number;
  max: number;
  last: number;
  /** Value times milliseconds, of all the time before the bucket begins. */
  areaBefore: number;
}

/** What a step line was in each tick at least, and what in the mean over its time. */
export interface Spread {
  low: Series;
  mean: Series;
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
  private area = 0;
  private value = 0;
  private sinceMs = 0;

  constructor(options: { tickMs: number; maxBuckets?: number }) {
    this.tickMs = options.tickMs;
    this.maxBuckets = options.maxBuckets ?? 1_000;
  }

  /** The value is `value` from `tMs` on. */
  set(tMs: number, value: number): void {
    const index = Math.floor(tMs / this.tickMs);
    const before = this.value;
    this.area += before * (tMs - this.sinceMs);
    this.value = value;
    this.sinceMs = tMs;
    const open = this.buckets.at(-1);
    if (open && open.index === index) {
      if (value > open.max) open.max = value;
      if (value < open.min) open.min = value;
      open.last = value;
      return;
    }
    const areaBefore = this.area - before * (tMs - index * this.tickMs);
    const max = open ? Math.max(value, before) : value;
    this.buckets.push({ index, min: Math.min(value, before), max, last: value, areaBefore });
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

  /**
   * For a value that flickers: of each tick the least and, to a tenth, the mean, as step lines in milliseconds after
   * `originMs`. Before the first step the value is 0.
   */
  spread(originMs: number): Spread {
    const spread: Spread = { low: { t: [], v: [] }, mean: { t: [], v: [] } };
    const push = (tMs: number, low: number, mean: number) => {
      pushStep(spread.low, tMs - originMs, low);
      pushStep(spread.mean, tMs - originMs, Math.round(mean * 10) / 10);
    };
    this.buckets.forEach(({ index, min, last, areaBefore }, place) => {
      const endMs = (index + 1) * this.tickMs;
      const next = this.buckets[place + 1];
      const areaAfter = next
        ? next.areaBefore - last * (next.index * this.tickMs - endMs)
        : this.area + last * (endMs - this.sinceMs);
      push(index * this.tickMs, min, (areaAfter - areaBefore) / this.tickMs);
      push(endMs, last, last);
    });
    return spread;
  }

  private halve(): void {
    this.tickMs *= 2;
    const merged: Bucket[] = [];
    for (const bucket of this.buckets) {
      const index = Math.floor(bucket.index / 2);
      const before = merged.at(-1);
      if (before?.index === index) {
        before.min = Math.min(before.min, bucket.min);
        before.max = Math.max(before.max, bucket.max);
        before.last = bucket.last;
      } else {
        const sinceStartMs = bucket.index % 2 === 0 ? 0 : this.tickMs / 2;
        const areaBefore = bucket.areaBefore - (before?.last ?? 0) * sinceStartMs;
        merged.push({ ...bucket, index, areaBefore });
      }
    }
    this.buckets = merged;
  }
}

/** A point where the value changes; a later one of the same moment takes the place of the one before. */
function pushStep({ t, v }: Series, tMs: number, value: number): void {
  const atMs = Math.max(0, Math.round(tMs));
  if (t.at(-1) === atMs) {
    t.pop();
    v.pop();
  }
  if (v.at(-1) === value) return;
  t.push(atMs);
  v.push(value);
}
