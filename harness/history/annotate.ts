import { median } from 'simple-statistics';
import type { TrendSeries } from '../record/trend.ts';
import { findChangePoints } from '../stats/e-divisive.ts';
import { findSlope } from '../stats/theil-sen.ts';
import { BASELINE_NIGHTS } from './rules/suspect.ts';

type Value = { date: string; cost: number };

/**
 * A creeping change counts from here on over the nights that are looked at: as much as a step that would be suspect.
 */
const LEAST_CREEP = 0.05;

// What is drawn into a chart and never alarms: it says where, not whether tonight.

/** The nights at which the level changed, found afterwards. */
export function changePointsOf(values: readonly Value[]): TrendSeries['changePoints'] {
  return findChangePoints(values.map(({ cost }) => cost)).map(({ index, meanBefore, meanAfter }) => ({
    date: values[index]?.date ?? '',
    ratio: meanAfter / meanBefore,
  }));
}

/**
 * The steady change a night, as a share of the level, where the latest nights prove one that matters; null elsewhere.
 */
export function creepOf(values: readonly Value[]): number | null {
  const latest = values.slice(-BASELINE_NIGHTS);
  if (latest.length < BASELINE_NIGHTS) return null;
  const slope = findSlope(latest.map(({ cost }, x) => ({ x, y: cost })));
  const interval = slope.interval(0.99);
  const perNight = slope.estimate / median(latest.map(({ cost }) => cost));
  const isProven = interval !== 'unbounded' && interval.low * interval.high > 0;
  return isProven && Math.abs(perNight) * BASELINE_NIGHTS >= LEAST_CREEP ? perNight : null;
}
