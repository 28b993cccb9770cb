import { getOrInsert } from '../core/get-or-insert.ts';
import { accumulate, type Cumulative } from './exact.ts';

/** Kendall's S: pairs that rise minus pairs that fall, in the order of `values`. Ties count for neither. */
export function kendallS(values: readonly number[]): number {
  return values.reduce(
    (sum, later, j) => values.slice(0, j).reduce((rising, earlier) => rising + Math.sign(later - earlier), sum),
    0,
  );
}

/** The smallest S of `n` values that chance reaches with a probability of at most `p` (one-sided, exact). */
export function criticalS(n: number, p: number): number {
  const pairs = (n * (n - 1)) / 2;
  // S = pairs - 2 x falling: the more pairs fall, the smaller is S.
  const fallingAllowed = fallingCumulative(n).findIndex((probability) => probability > p) - 1;
  return pairs - 2 * fallingAllowed;
}

const cumulatives = new Map<number, Cumulative>();

/** Distribution of the number of falling pairs when every order of `n` values is equally likely. */
export function fallingCumulative(n: number): Cumulative {
  return getOrInsert(cumulatives, n, () => {
    let probabilities = [1];
    // The size-th value falls below 0, 1, ... or size - 1 of those before it, each equally likely.
    for (let size = 2; size <= n; size++) {
      const sums = accumulate(probabilities);
      probabilities = Array.from({ length: sums.length + size - 1 }, (_, falling) => {
        const upTo = sums[Math.min(falling, sums.length - 1)] ?? 0;
        return (upTo - (sums[falling - size] ?? 0)) / size;
      });
    }
    return accumulate(probabilities);
  });
}
