import { median } from 'simple-statistics';
import { madn } from '../../stats/madn.ts';

/** Nights in a row that must be high: a single bad night means nothing on a shared machine. */
export const NIGHTS_IN_A_ROW = 3;
/** Nights that are looked back upon, and the fewest of them with which a normal night is known. */
export const BASELINE_NIGHTS = 30;
export const LEAST_BASELINE_NIGHTS = 15;
/**
 * What counts as high: so far above the median, as a share of it or in robust standard deviations, whichever is more.
 */
const LEAST_RISE = 0.05;
const RISE_IN_SPREADS = 1.5;

/**
 * Whether the last three values are all high against the nights before them. Values are costs: higher is worse, in
 * order of time, without gaps. Cheap and quick, and wrong in up to every sixth clean month: it asks for a comparison,
 * it does not confirmed.
 */
export function isSuspect(values: readonly number[], nights = NIGHTS_IN_A_ROW): boolean {
  const limit = highFrom(values.slice(0, -NIGHTS_IN_A_ROW));
  return limit !== null && values.slice(-nights).every((value) => value > limit);
}

/** Whether the last three values are back on the usual level: none of them is high. */
export function isBelow(values: readonly number[]): boolean {
  const limit = highFrom(values.slice(0, -NIGHTS_IN_A_ROW));
  return limit === null || values.slice(-NIGHTS_IN_A_ROW).every((value) => value <= limit);
}

/** Above which a night counts as high after these; null where they are too few to know what a normal one is. */
export function highFrom(values: readonly number[]): number | null {
  const baseline = values.slice(-BASELINE_NIGHTS);
  if (baseline.length < LEAST_BASELINE_NIGHTS) return null;
  const middle = median(baseline);
  return middle + Math.max(LEAST_RISE * middle, RISE_IN_SPREADS * madn(baseline));
}
