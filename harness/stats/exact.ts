import { medianSorted } from 'simple-statistics';

// What the three exact tests of this folder share. Each makes a list of candidates for the true value (Walsh averages,
// pairwise differences, pairwise slopes); the number of candidates below the true value has a known distribution. Hence
// the estimate (the candidates' median), the p-value and, by the same count, the interval: they can never disagree.
// Written here because no library on npm has the intervals. Source: Hollander and Wolfe, Nonparametric Statistical
// Methods, chapters 3, 4, 8 and 9.

/** `cumulative[k]`: probability that at most `k` candidates lie below the true value. */
export type Cumulative = readonly number[];

/** An interval that holds the true value with probability `attained`, at least the level that was asked for. */
export interface Interval {
  low: number;
  high: number;
  attained: number;
}

export interface Estimate {
  estimate: number;
  /** Two-sided p-value of 'the true value is 0'. */
  p: number;
  /** The interval at a level such as 0.99; 'unbounded' where the values are too few for that level. */
  interval(level: number): Interval | 'unbounded';
}

/** Estimate, exact p-value and exact intervals from at least one candidate. */
export function estimateFrom(candidates: readonly number[], cumulative: Cumulative): Estimate {
  let sorted: number[] | undefined;
  // Only when they are asked for: sorting takes longer than all else here, and many a caller wants p alone.
  const inOrder = () => (sorted ??= Array.from(Float64Array.from(candidates).sort()));
  return {
    get estimate() {
      return medianSorted(inOrder());
    },
    p: twoSidedP(candidates, cumulative),
    interval: (level) => intervalAt(inOrder(), cumulative, level),
  };
}

/** Candidates that are 0 count against significance, so ties make the test cautious. */
function twoSidedP(candidates: readonly number[], cumulative: Cumulative): number {
  let notAbove = 0;
  let notBelow = 0;
  for (const candidate of candidates) {
    if (candidate <= 0) notAbove += 1;
    if (candidate >= 0) notBelow += 1;
  }
  return Math.min(1, 2 * (cumulative[Math.min(notAbove, notBelow)] ?? 1));
}

/** The narrowest interval between two candidates that cuts the same number of them off on both sides. */
function intervalAt(sorted: readonly number[], cumulative: Cumulative, level: number): Interval | 'unbounded' {
  const outside = 1 - level + Number.EPSILON;
  const beyond = cumulative.findIndex((probability) => 2 * probability > outside);
  const low = sorted[beyond - 1];
  const high = sorted[sorted.length - beyond];
  if (low === undefined || high === undefined) return 'unbounded';
  return { low, high, attained: 1 - 2 * (cumulative[beyond - 1] ?? 0) };
}

/** Running sums of `probabilities`. */
export function accumulate(probabilities: readonly number[]): number[] {
  let sum = 0;
  return probabilities.map((probability) => {
    sum += probability;
    return sum;
  });
}
