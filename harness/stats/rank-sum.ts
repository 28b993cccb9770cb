import { getOrInsert } from '../core/get-or-insert.ts';
import { accumulate, type Cumulative, type Estimate, estimateFrom } from './exact.ts';

/**
 * How much larger `after` is than `before`, two independent samples with at least one value each: the median of all
 * pairwise differences with the exact rank-sum test of Wilcoxon, Mann and Whitney. Exact at every size that occurs here
 * (100 against 100 takes a second once), so there is no normal approximation.
 */
export function findShift(before: readonly number[], after: readonly number[]): Estimate {
  const differences = after.flatMap((a) => before.map((b) => a - b));
  return estimateFrom(differences, rankSumCumulative(before.length, after.length));
}

const cumulatives = new Map<string, Cumulative>();

/** Distribution of U, the number of pairs in which the one sample's value is the larger; symmetric in the two sizes. */
function rankSumCumulative(sizeA: number, sizeB: number): Cumulative {
  const [fewer, more] = sizeA < sizeB ? [sizeA, sizeB] : [sizeB, sizeA];
  return getOrInsert(cumulatives, `${fewer} ${more}`, () => {
    const ways = waysToPlace(fewer, more);
    const all = ways.reduce((sum, count) => sum + count, 0);
    return accumulate(ways.map((count) => count / all));
  });
}

/** `ways[u]`: in how many orders of `fewer` and `more` values exactly u pairs have the value of the fewer on top. */
function waysToPlace(fewer: number, more: number): number[] {
  const placed = Array.from({ length: fewer + 1 }, () => new Float64Array(fewer * more + 1));
  placed[0]?.fill(1, 0, 1);
  for (let position = 0; position < fewer + more; position++) {
    // Downwards, so that one position takes one value: the j-th of the fewer here lies above position - (j - 1) of the
    // more.
    for (let j = Math.min(fewer, position + 1); j >= 1; j--) addShifted(placed[j], placed[j - 1], position - (j - 1));
  }
  return Array.from(placed[fewer] ?? []);
}

function addShifted(target: Float64Array | undefined, source: Float64Array | undefined, by: number): void {
  if (!target || !source) return;
  for (let u = by; u < target.length; u++) target[u] = (target[u] ?? 0) + (source[u - by] ?? 0);
}
