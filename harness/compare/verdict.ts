import type { Estimate, Interval } from '../stats/exact.ts';
import { MOST_ROUNDS } from './defaults.ts';
import type { Metric } from './metrics.ts';

// Of one metric of one configuration against the reference:
//
//   99 % interval (after Holm) excludes 1, and the ratio is at least delta away from 1  -> faster, slower
//   90 % interval lies inside delta                                                     -> equal
//   else                                                            -> cannot tell, with the rounds it would take
//
// Significance alone is not enough (a true 1 % is no news), size alone neither ('10 % apart' is wrong in every tenth
// comparison).

/** The level of a family of decisions; with one metric alone it is the 99 % interval. */
export const DECISION_LEVEL = 0.99;
/** Two one-sided tests at 5 % each. */
const EQUALITY_LEVEL = 0.9;
export type Verdict =
  | { verdict: 'faster' | 'slower' | 'equal' }
  /**
   * `moreRounds`: about this many; null where the ratio lies so near to the border that no sensible number settles it.
   */
  | { verdict: 'cannot tell'; moreRounds: number | null };

/** The log ratios' estimate with its p-value after Holm; `family` is the number of decisions that share the level. */
export interface Evidence {
  rounds: number;
  estimate: Estimate;
  adjustedP: number;
  family: number;
}

/** Whether a p-value, adjusted for its family, excludes 1 at the level of decisions. */
export function isProven(adjustedP: number): boolean {
  return adjustedP <= 1 - DECISION_LEVEL + Number.EPSILON;
}

/** 'faster' means better: fewer milliseconds, less CPU, more requests. */
export function verifyRatio(evidence: Evidence, metric: Metric): Verdict {
  const delta = Math.log(metric.delta);
  const { estimate } = evidence.estimate;
  if (isProven(evidence.adjustedP) && Math.abs(estimate) >= delta) {
    return { verdict: estimate > 0 === (metric.better === 'higher') ? 'faster' : 'slower' };
  }
  const narrow = evidence.estimate.interval(EQUALITY_LEVEL);
  if (narrow !== 'unbounded' && narrow.low > -delta && narrow.high < delta) return { verdict: 'equal' };
  return { verdict: 'cannot tell', moreRounds: moreRounds(evidence, delta) };
}

/**
 * An interval narrows with the square root of the rounds: how many more until the one that decides no longer reaches
 * its border, if the estimate stays where it is. The border is 1 for a difference, delta for equality.
 */
function moreRounds({ rounds, estimate: { estimate, interval }, family }: Evidence, delta: number): number | null {
  const size = Math.abs(estimate);
  const level = size >= delta ? levelOf(family) : EQUALITY_LEVEL;
  const least = leastRounds(level);
  if (rounds < least) return least - rounds;
  const needed =
    rounds * (reach(interval(level), estimate, size >= delta) / (size >= delta ? size : delta - size)) ** 2;
  const more = Math.max(1, Math.ceil(needed - rounds));
  return rounds + more <= MOST_ROUNDS ? more : null;
}

/** From the estimate to the end of its interval that matters: towards 1 for a difference, away from it for equality. */
function reach(interval: Interval | 'unbounded', estimate: number, towardsOne: boolean): number {
  if (interval === 'unbounded') return Number.POSITIVE_INFINITY;
  return estimate > 0 === towardsOne ? estimate - interval.low : interval.high - estimate;
}

/**
 * The fewest rounds with which paired differences can decide at `level`: all of one sign has the chance 2 / 2^rounds.
 */
export function leastRounds(level: number): number {
  return Math.ceil(1 - Math.log2(1 - level + Number.EPSILON));
}

/** The fewest rounds with which this many decisions together can claim anything (Holm's first step). */
export function leastRoundsOf(decisions: number): number {
  return leastRounds(levelOf(decisions));
}

/** The level of the first of this many decisions. */
export function levelOf(decisions: number): number {
  return 1 - (1 - DECISION_LEVEL) / Math.max(1, decisions);
}
