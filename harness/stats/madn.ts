import { medianAbsoluteDeviation } from 'simple-statistics';

/**
 * For normal values the standard deviation is 1 / (the normal distribution's upper quartile) = 1.4826 times the MAD.
 */
const MAD_TO_SD = 1.4826;

/**
 * The spread of `values` as a standard deviation that outliers do not move: the normalised median absolute deviation.
 */
export function madn(values: readonly number[]): number {
  return MAD_TO_SD * medianAbsoluteDeviation(values);
}
