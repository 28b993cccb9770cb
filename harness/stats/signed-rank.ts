import { getOrInsert } from '../core/get-or-insert.ts';
import { accumulate, type Cumulative, type Estimate, estimateFrom } from './exact.ts';

/**
 * The centre of paired differences, of which there must be at least one: Hodges and Lehmann's estimate (1963) with
 * Wilcoxon's signed-rank test. The differences are assumed symmetric about their centre, nothing more. A 99 % interval
 * needs 8 of them, a 95 % interval 6.
 */
export function findCentre(differences: readonly number[]): Estimate {
  return estimateFrom(walshAverages(differences), signedRankCumulative(differences.length));
}

/** The n(n+1)/2 averages of every pair of values, each value with itself included. */
function walshAverages(values: readonly number[]): number[] {
  return values.flatMap((a, i) => values.slice(i).map((b) => (a + b) / 2));
}

const cumulatives = new Map<number, Cumulative>();

/** Every sign pattern of the ranks 1 to n is equally likely: the distribution of the sum of the positive ranks. */
function signedRankCumulative(n: number): Cumulative {
  return getOrInsert(cumulatives, n, () => {
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
