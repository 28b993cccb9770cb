import { median } from 'simple-statistics';
import { criticalS, kendallS } from './kendall.ts';
import { findSlope } from './theil-sen.ts';

// Growth under load proves little, because every pool grows until it is warm. So the same load runs in cycles through one
// client, each followed by a drain, and what is left after each drain is the signal: a pool saturates, a leak does not.

/** The first cycles open the pool. */
const WARM_UP_CYCLES = 2;
/** With fewer, a leak of one connection per cycle is missed too often. */
const MIN_CYCLES = 10;
/** Connections per cycle. */
const MIN_SLOPE = 0.5;
/** How probable a Kendall S as high as the threshold is without a trend: S >= 16 of 28 for 10 cycles, 21 of 45 for 12. */
const CHANCE_OF_TREND = 0.05;

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
 * Judges what was left after the drain of each cycle: connections, or anything countable, such as bytes of heap after a forced
 * collection with its own `minSlope` per cycle. A slow warm-up or a single late step can pass for a leak in one series, so a
 * 'leak' is to be confirmed: as many cycles again through the same client, and all of them judged as one series. (The second half
 * judged by itself lets through a third of the leaks of one accident a cycle, and accuses no fewer healthy pools.)
 */
export function verifyResiduals(residuals: readonly number[], { minSlope = MIN_SLOPE } = {}): LeakVerdict {
  if (residuals.length < MIN_CYCLES) return { verdict: 'too few cycles', needed: MIN_CYCLES };
  const kept = residuals.slice(WARM_UP_CYCLES);
  const half = Math.floor(kept.length / 2);
  const [first, second] = [kept.slice(0, half), kept.slice(-half)];
  const figures = {
    slopePerCycle: slopeOf(kept),
    secondHalfSlope: slopeOf(second),
    kendallS: kendallS(kept),
    kendallNeeded: criticalS(kept.length, CHANCE_OF_TREND),
    halfDifference: median(second) - median(first),
  };
  const conditions = {
    steep: figures.slopePerCycle >= minSlope,
    steady: figures.kendallS >= figures.kendallNeeded,
    notFlattening: figures.secondHalfSlope >= figures.slopePerCycle / 2,
    higher: figures.halfDifference >= 4 * minSlope,
  };
  return { verdict: Object.values(conditions).every(Boolean) ? 'leak' : 'clean', ...figures, conditions };
}

function slopeOf(residuals: readonly number[]): number {
  return findSlope(residuals.map((y, x) => ({ x, y }))).estimate;
}
