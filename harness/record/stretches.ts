import type { Stretch } from './evidence/ledger.ts';

/**
 * A stretch as it was seen, on the monotonic clock that all processes of a host share. Its names differ from those of a
 * stretch in the record, which counts from the start of its case, so that nobody compares the two.
 */
export interface ClockStretch {
  startClockMs: number;
  endClockMs: number;
}

/** Shorter ones are the ordinary time between two events. */
const FROM_MS = 100;
/** How many of the longest are kept. */
export const MOST_STRETCHES = 50;

/** The longest of many stretches of time; what is kept does not grow with their number. */
export class LongestStretches {
  private longest: ClockStretch[] = [];

  add(startClockMs: number, endClockMs: number): void {
    const lengthMs = endClockMs - startClockMs;
    const least = this.longest[MOST_STRETCHES - 1];
    if (lengthMs < FROM_MS || (least && lengthMs <= clockLengthOf(least))) return;
    const all = [...this.longest, { startClockMs, endClockMs }];
    this.longest = all.sort((a, b) => clockLengthOf(b) - clockLengthOf(a)).slice(0, MOST_STRETCHES);
  }

  /** The same without the time in it that is lost: its beginning is as much later. */
  addLessLost(startClockMs: number, endClockMs: number, lostMs: number): void {
    this.add(Math.min(endClockMs, startClockMs + lostMs), endClockMs);
  }

  /** Longest first. */
  list(): ClockStretch[] {
    return this.longest;
  }
}

export function longestOf(stretches: readonly Stretch[]): Stretch[] {
  return [...stretches].sort((a, b) => lengthOf(b) - lengthOf(a)).slice(0, MOST_STRETCHES);
}

/**
 * The same stretches as the record has them: in milliseconds after the start of the case, which is `originMs` on the
 * clock.
 */
export function sinceOrigin(stretches: readonly ClockStretch[], originMs: number): Stretch[] {
  return stretches.map(({ startClockMs, endClockMs }) => ({
    startMs: Math.round(startClockMs - originMs),
    endMs: Math.round(endClockMs - originMs),
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

function clockLengthOf({ startClockMs, endClockMs }: ClockStretch): number {
  return endClockMs - startClockMs;
}
