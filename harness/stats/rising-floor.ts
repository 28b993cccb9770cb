import { median } from 'simple-statistics';
import { WATCH_GROWTH } from '../core/bounds/watch-growth.ts';
import type { Series } from '../record/schema.ts';
import { criticalS, kendallS } from './kendall.ts';
import { findSlope } from './theil-sen.ts';

// A process that is only watched plays no cycles. What it gives back between two bursts of work is the lowest value of
// a stretch of time, its floor: work that comes and goes moves the values, and only what is kept raises the floor.

/** So long a watch must be: in shorter windows a burst of requests hides the floor. */
export const LEAST_WATCH_MS = WATCH_GROWTH.windows.is * WATCH_GROWTH.minWindowMs.is;

export interface Rise {
  isRising: boolean;
  slopePerWindow: number;
  secondHalfSlope: number;
  kendallS: number;
  kendallNeeded: number;
  /** From the first to the last of the windows that were judged. */
  rise: number;
  needed: number;
  /** What rises meets all of them. */
  conditions: { steady: boolean; notFlattening: boolean; enough: boolean };
}

/**
 * The lowest value in each of equal windows of the time until `toMs`, or where nobody looked in one, the last before;
 * null: there were fewer looks than windows.
 */
export function floorsOf({ t, v }: Series, toMs: number): number[] | null {
  const windows = WATCH_GROWTH.windows.is;
  const values = Array.from({ length: windows }, (): number[] => []);
  for (const [index, tMs] of t.entries()) {
    values[Math.min(windows - 1, Math.floor((tMs / toMs) * windows))]?.push(v[index] ?? 0);
  }
  if (t.length < windows) return null;
  let last = v[0] ?? 0;
  return values.map((ofWindow) => {
    const floor = ofWindow.length > 0 ? Math.min(...ofWindow) : last;
    last = ofWindow.at(-1) ?? last;
    return floor;
  });
}

/** Whether the floors of the windows rise and go on rising. Weaker than cycles: so does a load that rises. */
export function judgeRise(floors: readonly number[], { minRise = WATCH_GROWTH.minRise.is } = {}): Rise {
  const kept = floors.slice(WATCH_GROWTH.warmUpWindows.is);
  const second = kept.slice(-Math.floor(kept.length / 2));
  const slopePerWindow = slopeOf(kept);
  const figures = {
    slopePerWindow,
    secondHalfSlope: slopeOf(second),
    kendallS: kendallS(kept),
    kendallNeeded: criticalS(kept.length, WATCH_GROWTH.chanceOfTrend.is),
    rise: slopePerWindow * (kept.length - 1),
    needed: Math.max(minRise, WATCH_GROWTH.minRiseShare.is * median([...kept])),
  };
  const conditions = {
    steady: figures.kendallS >= figures.kendallNeeded,
    notFlattening: figures.secondHalfSlope >= slopePerWindow * WATCH_GROWTH.flattening.is,
    enough: figures.rise >= figures.needed,
  };
  return { isRising: Object.values(conditions).every(Boolean), ...figures, conditions };
}

function slopeOf(floors: readonly number[]): number {
  return findSlope(floors.map((y, x) => ({ x, y }))).estimate;
}
