import { type Estimate, estimateFrom } from './exact.ts';
import { fallingCumulative } from './kendall.ts';

/** A value `y` at `x`, for example a ratio in a night. */
export interface Point {
  x: number;
  y: number;
}

/**
 * The slope in y per x: the median of all pairwise slopes (Theil 1950, Sen 1968), which a quarter of wild points do not
 * move, with Kendall's test. Needs two points at least, in any order, no two at the same x; gaps are no trouble.
 */
export function findSlope(points: readonly Point[]): Estimate {
  const slopes = points.flatMap((a, i) => points.slice(i + 1).map((b) => (b.y - a.y) / (b.x - a.x)));
  return estimateFrom(slopes, fallingCumulative(points.length));
}
