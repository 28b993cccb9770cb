// What the three exact tests of this folder share. Each makes a sorted list of candidates for the true value (Walsh averages,
// pairwise differences, pairwise slopes); under the null hypothesis the number of candidates below the true value has a known
// distribution. Hence the p-value, and by the same count the interval: the two can never disagree.

/** `cumulative[k]`: probability that at most `k` candidates lie below the true value. */
export type Cumulative = readonly number[];

/** An interval that holds the true value with probability `attained`, at least the level that was asked for. */
export interface Interval {
  low: number;
  high: number;
  attained: number;
}

/** Two-sided p-value of 'the true value is `at`'. Candidates equal to `at` count against significance. */
export function twoSidedP(sorted: readonly number[], cumulative: Cumulative, at = 0): number {
  const notAbove = sorted.filter((candidate) => candidate <= at).length;
  const notBelow = sorted.filter((candidate) => candidate >= at).length;
  return Math.min(1, 2 * (cumulative[Math.min(notAbove, notBelow)] ?? 1));
}

/** The narrowest interval between two candidates at `level` (0.99 for 99 %); 'unbounded' where the values are too few for it. */
export function intervalAt(sorted: readonly number[], cumulative: Cumulative, level: number): Interval | 'unbounded' {
  const outside = 1 - level + Number.EPSILON;
  const beyond = cumulative.findIndex((probability) => 2 * probability > outside);
  const low = sorted[beyond - 1];
  const high = sorted[sorted.length - beyond];
  if (low === undefined || high === undefined) return 'unbounded';
  return { low, high, attained: 1 - 2 * (cumulative[beyond - 1] ?? 0) };
}

export function sortNumbers(values: Iterable<number>): number[] {
  return Array.from(Float64Array.from(values).sort());
}

/** Running sums of `probabilities`. */
export function accumulate(probabilities: readonly number[]): number[] {
  let sum = 0;
  return probabilities.map((probability) => {
    sum += probability;
    return sum;
  });
}
