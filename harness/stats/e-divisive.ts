import { mean, tTestTwoSample } from 'simple-statistics';
import { incompleteBeta } from './incomplete-beta.ts';

// Where a series changed its level, told afterwards: for charts, not for alarms (5 to 15 % of clean series of 90 nights
// show a point).
//
//   split: the cut that separates best (E-divisive: Matteson and James 2014, alpha = 1), tested by Student's t
//          (Hunter: Fleming et al., ICPE 2023) at ten times p; then both sides again
//   prune: the weakest cut goes, its neighbours are tested again, until all hold at p; then the same by size
//
// Unlike Hunter: the t-test has the sample's variance, the whole series is searched (no windows), gaps are left out by
// the caller.

export interface ChangePoint {
  /** The first value of the new level. */
  index: number;
  meanBefore: number;
  meanAfter: number;
  p: number;
}

/** Rather strict, because a chart that always shows a point is not read. */
const LARGEST_P = 0.001;
/** The least change that counts: a level 1.05 times as high, or as low. */
const LEAST_RATIO = 1.05;
/** Shorter levels are spikes. */
const LEAST_SEGMENT = 3;

/** The change points of `values`, which are positive, in order of time. */
export function findChangePoints(values: readonly number[]): ChangePoint[] {
  return prune(values, split(values, 0, values.length, makeEnergy(values)));
}

type Energy = (start: number, cut: number, end: number) => number;

function split(values: readonly number[], start: number, end: number, energy: Energy): number[] {
  const cut = strongestCut(start, end, energy);
  if (!cut || studentP(values.slice(start, cut.at), values.slice(cut.at, cut.until)) > LARGEST_P * 10) return [];
  return [...split(values, start, cut.at, energy), cut.at, ...split(values, cut.at, end, energy)];
}

/**
 * Cut and right end of highest energy: the right part need not reach to the end, so a level that returns is seen too.
 */
function strongestCut(start: number, end: number, energy: Energy) {
  let best: { at: number; until: number; energy: number } | undefined;
  for (let at = start + LEAST_SEGMENT; at <= end - LEAST_SEGMENT; at++) {
    for (let until = at + LEAST_SEGMENT; until <= end; until++) {
      const found = energy(start, at, until);
      if (found > (best?.energy ?? 0)) best = { at, until, energy: found };
    }
  }
  return best;
}

/**
 * Energy distance between values[start, cut) and values[cut, end), in constant time from a table of summed distances.
 */
function makeEnergy(values: readonly number[]): Energy {
  const width = values.length + 1;
  const sums = new Float64Array(width * width);
  const upTo = (row: number, column: number) => sums[row * width + column] ?? 0;
  for (const [i, a] of values.entries()) {
    let row = 0;
    for (const [j, b] of values.entries()) {
      row += Math.abs(a - b);
      sums[(i + 1) * width + j + 1] = upTo(i, j + 1) + row;
    }
  }
  const block = (rowFrom: number, rowTo: number, from: number, to: number) =>
    upTo(rowTo, to) - upTo(rowFrom, to) - upTo(rowTo, from) + upTo(rowFrom, from);
  const meanWithin = (from: number, to: number) => block(from, to, from, to) / ((to - from) * (to - from - 1));
  return (start, cut, end) => {
    const [left, right] = [cut - start, end - cut];
    const meanAcross = block(start, cut, cut, end) / (left * right);
    return ((left * right) / (left + right)) * (2 * meanAcross - meanWithin(start, cut) - meanWithin(cut, end));
  };
}

function prune(values: readonly number[], cuts: readonly number[]): ChangePoint[] {
  const points = describe(values, cuts);
  const weakest = points.toSorted((a, b) => b.p - a.p)[0];
  const smallest = points.toSorted((a, b) => changeOf(a) - changeOf(b))[0];
  if (!weakest || !smallest) return [];
  if (weakest.p > LARGEST_P) return prune(values, without(cuts, weakest));
  if (changeOf(smallest) < Math.log(LEAST_RATIO)) return prune(values, without(cuts, smallest));
  return points;
}

function describe(values: readonly number[], cuts: readonly number[]): ChangePoint[] {
  return cuts.map((index, i) => {
    const before = values.slice(cuts[i - 1] ?? 0, index);
    const after = values.slice(index, cuts[i + 1] ?? values.length);
    return { index, meanBefore: mean(before), meanAfter: mean(after), p: studentP(before, after) };
  });
}

function without(cuts: readonly number[], point: ChangePoint): number[] {
  return cuts.filter((cut) => cut !== point.index);
}

function changeOf({ meanBefore, meanAfter }: ChangePoint): number {
  return Math.abs(Math.log(meanAfter / meanBefore));
}

/**
 * Two-sided p-value of 'equal means' by Student's t with equal variances. Two constants differ surely or not at all.
 */
function studentP(a: readonly number[], b: readonly number[]): number {
  const t = tTestTwoSample(a, b, 0) ?? 0;
  if (!Number.isFinite(t)) return Number.isNaN(t) ? 1 : 0;
  const freedom = a.length + b.length - 2;
  return incompleteBeta(freedom / (freedom + t ** 2), freedom / 2, 1 / 2);
}
