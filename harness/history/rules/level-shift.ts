import { median } from 'simple-statistics';
import { findShift } from '../../stats/rank-sum.ts';
import { BASELINE_NIGHTS } from './suspect.ts';

/** Nights of the new level. With five, chance can hardly reach so small a p-value together with the size. */
export const RECENT_NIGHTS = 6;
const LARGEST_P = 0.0002;
/** The least ratio of the medians, either way. */
const LEAST_RATIO = 1.08;

/**
 * Whether the last 6 values stand on another level than the 30 before them, by the exact rank-sum test and the ratio of
 * the medians; 'none' with fewer than 36. Slow but sure: one clean month in two hundred at 5 % noise. It confirms where
 * the last good commit cannot be built again for a comparison, and it finds improvements. Values are costs: higher is
 * worse.
 */
export function findLevelShift(values: readonly number[]): 'worse' | 'better' | 'none' {
  const recent = values.slice(-RECENT_NIGHTS);
  const earlier = values.slice(0, -RECENT_NIGHTS).slice(-BASELINE_NIGHTS);
  if (earlier.length < BASELINE_NIGHTS) return 'none';
  const ratio = median(recent) / median(earlier);
  // The size first, which hardly a clean night has: the test is what takes long.
  const isLarge = ratio >= LEAST_RATIO || ratio <= 1 / LEAST_RATIO;
  if (!isLarge || findShift(earlier, recent).p >= LARGEST_P) return 'none';
  return ratio > 1 ? 'worse' : 'better';
}
