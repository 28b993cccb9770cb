import { medianSorted } from 'simple-statistics';
import { type Interval, intervalAt, sortNumbers } from './exact.ts';
import { fallingCumulative } from './kendall.ts';

/** A value `y` at `x`, for example a ratio in a night. */
export interface Point {
  x: number;
  y: number;
}

export interface Slope {
  /** y per x. */
  estimate: number;
  interval(level: number): Interval | 'unbounded';
}

/**
 * The median of all pairwise slopes (Theil 1950, Sen 1968): up to 29 % of the points may be arbitrarily wrong. Needs two
 * points at least, in any order, no two at the same x; gaps are no trouble.
 */
export function findSlope(points: readonly Point[]): Slope {
  const slopes = sortNumbers(points.flatMap((a, i) => points.slice(i + 1).map((b) => (b.y - a.y) / (b.x - a.x))));
  return {
    estimate: medianSorted(slopes),
    interval: (level) => intervalAt(slopes, fallingCumulative(points.length), level),
  };
}
