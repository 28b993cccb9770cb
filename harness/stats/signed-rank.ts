import { medianSorted } from 'simple-statistics';
import { accumulate, type Cumulative, type Interval, intervalAt, sortNumbers, twoSidedP } from './exact.ts';

// Wilcoxon's signed-rank test and the estimate that belongs to it (Hodges and Lehmann 1963; Hollander and Wolfe, Nonparametric
// Statistical Methods, chapter 3). Values are paired differences; they are assumed symmetric about their centre, nothing more.
// Written here because no library on npm has the interval.

export interface Centre {
  estimate: number;
  /** Two-sided p-value of 'the centre is 0'. */
  p: number;
  /** The interval at a level such as 0.99; 'unbounded' below 8 values at 0.99 and below 6 at 0.95. */
  interval(level: number): Interval | 'unbounded';
}

/** Estimate, exact p-value and exact intervals of the centre of `values`, of which there must be at least one. */
export function findCentre(values: readonly number[]): Centre {
  const averages = walshAverages(values);
  const cumulative = signedRankCumulative(values.length);
  return {
    estimate: medianSorted(averages),
    p: twoSidedP(averages, cumulative),
    interval: (level) => intervalAt(averages, cumulative, level),
  };
}

/** The n(n+1)/2 averages of every pair of values, each value with itself included; sorted. */
function walshAverages(values: readonly number[]): number[] {
  return sortNumbers(values.flatMap((a, i) => values.slice(i).map((b) => (a + b) / 2)));
}

const cumulatives = new Map<number, Cumulative>();

/** Every sign pattern of the ranks 1 to n is equally likely: the distribution of the sum of the positive ranks. */
function signedRankCumulative(n: number): Cumulative {
  return cumulatives.getOrInsertComputed(n, () => {
    let probabilities = [1];
    for (let rank = 1; rank <= n; rank++) {
      const before = probabilities;
      probabilities = Array.from(
        { length: before.length + rank },
        (_, sum) => ((before[sum] ?? 0) + (before[sum - rank] ?? 0)) / 2,
      );
    }
    return accumulate(probabilities);
  });
}
