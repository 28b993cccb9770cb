import type { Stretch } from './evidence/ledger.ts';

/** Shorter ones are the ordinary time between two events. */
const FROM_MS = 100;
const MOST = 50;

/** The longest of many stretches of time; what is kept does not grow with their number. */
export class LongestStretches {
  private longest: Stretch[] = [];

  add(startMs: number, endMs: number): void {
    const lengthMs = endMs - startMs;
    const least = this.longest[MOST - 1];
    if (lengthMs < FROM_MS || (least && lengthMs <= lengthOf(least))) return;
    this.longest = longestOf([...this.longest, { startMs, endMs }]);
  }

  /** Longest first, in milliseconds after `originMs`. */
  list(originMs = 0): Stretch[] {
    return shiftBy(this.longest, originMs);
  }
}

export function longestOf(stretches: readonly Stretch[]): Stretch[] {
  return [...stretches].sort((a, b) => lengthOf(b) - lengthOf(a)).slice(0, MOST);
}

/** The same stretches on an axis that begins at `originMs`. */
export function shiftBy(stretches: readonly Stretch[], originMs: number): Stretch[] {
  return stretches.map(({ startMs, endMs }) => ({
    startMs: Math.round(startMs - originMs),
    endMs: Math.round(endMs - originMs),
  }));
}

/** The longest time for which one stretch and any one of the others were going on together. */
export function longestOverlapMs(stretch: Stretch, others: readonly Stretch[]): number {
  const overlaps = others.map(
    ({ startMs, endMs }) => Math.min(stretch.endMs, endMs) - Math.max(stretch.startMs, startMs),
  );
  return Math.max(0, ...overlaps);
}

function lengthOf({ startMs, endMs }: Stretch): number {
  return endMs - startMs;
}
