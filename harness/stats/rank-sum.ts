import { medianSorted } from 'simple-statistics';
import { accumulate, type Cumulative, type Interval, intervalAt, sortNumbers, twoSidedP } from './exact.ts';

// The exact rank-sum test (Wilcoxon, Mann and Whitney) and the shift that belongs to it (Hollander and Wolfe, chapter 4).

export interface Shift {
  /** How much larger `after` is: the median of all differences after - before. */
  estimate: number;
  /** Two-sided p-value of 'no shift'. */
  p: number;
  interval(level: number): Interval | 'unbounded';
}

/** The shift from `before` to `after`, two independent samples with at least one value each. */
export function findShift(before: readonly number[], after: readonly number[]): Shift {
  const differences = sortNumbers(after.flatMap((a) => before.map((b) => a - b)));
  const cumulative = rankSumCumulative(before.length, after.length);
  return {
    estimate: medianSorted(differences),
    p: twoSidedP(differences, cumulative),
    interval: (level) => intervalAt(differences, cumulative, level),
  };
}

const cumulatives = new Map<string, Cumulative>();

/** Distribution of U, the number of pairs in which the one sample's value is the larger; symmetric in the two sizes. */
function rankSumCumulative(sizeA: number, sizeB: number): Cumulative {
  const [fewer, more] = sizeA < sizeB ? [sizeA, sizeB] : [sizeB, sizeA];
  return cumulatives.getOrInsertComputed(`${fewer} ${more}`, () => {
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
    // Downwards, so that one position takes one value: the j-th of the fewer here lies above position - (j - 1) of the more.
    for (let j = Math.min(fewer, position + 1); j >= 1; j--) addShifted(placed[j], placed[j - 1], position - (j - 1));
  }
  return Array.from(placed[fewer] ?? []);
}

function addShifted(target: Float64Array | undefined, source: Float64Array | undefined, by: number): void {
  if (!target || !source) return;
  for (let u = by; u < target.length; u++) target[u] = (target[u] ?? 0) + (source[u - by] ?? 0);
}
