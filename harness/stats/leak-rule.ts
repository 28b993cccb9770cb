import { median } from 'simple-statistics';
import { GROWTH } from '../core/bounds/growth.ts';
import { criticalS, kendallS } from './kendall.ts';
import { findSlope } from './theil-sen.ts';

// Growth under load proves little, because every pool grows until it is warm. So the same load runs in cycles through
// one client, each followed by a drain, and what is left after each drain is the signal: a pool saturates, a leak does
// not.

export type LeakVerdict = { verdict: 'too few cycles'; needed: number } | ({ verdict: 'leak' | 'clean' } & LeakFigures);

interface LeakFigures {
  slopePerCycle: number;
  secondHalfSlope: number;
  kendallS: number;
  kendallNeeded: number;
  /** Median of the second half of the cycles minus median of the first. */
  halfDifference: number;
  /** A leak meets all of them. */
  conditions: { steep: boolean; steady: boolean; notFlattening: boolean; higher: boolean };
}

/**
 * Judges what was left after the drain of each cycle: connections, or anything countable, such as bytes of heap after a
 * forced collection with its own `minSlope` per cycle. A slow warm-up or a single late step can pass for a leak in one
 * series, so a 'leak' is to be confirmed: as many cycles again through the same client, and all of them judged as one
 * series. (The second half judged by itself lets through a third of the leaks of one accident a cycle, and accuses no
 * fewer healthy pools.)
 */
export function verifyResiduals(residuals: readonly number[], { minSlope = GROWTH.minSlope.is } = {}): LeakVerdict {
  if (residuals.length < GROWTH.minCycles.is) return { verdict: 'too few cycles', needed: GROWTH.minCycles.is };
  const kept = residuals.slice(GROWTH.warmUpCycles.is);
  const half = Math.floor(kept.length / 2);
  const [first, second] = [kept.slice(0, half), kept.slice(-half)];
  const figures = {
    slopePerCycle: slopeOf(kept),
    secondHalfSlope: slopeOf(second),
    kendallS: kendallS(kept),
    kendallNeeded: criticalS(kept.length, GROWTH.chanceOfTrend.is),
    halfDifference: median(second) - median(first),
  };
  const conditions = {
    steep: figures.slopePerCycle >= minSlope,
    steady: figures.kendallS >= figures.kendallNeeded,
    notFlattening: figures.secondHalfSlope >= figures.slopePerCycle * GROWTH.flattening.is,
    higher: figures.halfDifference >= GROWTH.slopesApart.is * minSlope,
  };
  return { verdict: Object.values(conditions).every(Boolean) ? 'leak' : 'clean', ...figures, conditions };
}

function slopeOf(residuals: readonly number[]): number {
  return findSlope(residuals.map((y, x) => ({ x, y }))).estimate;
}
