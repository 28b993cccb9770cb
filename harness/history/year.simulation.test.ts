import { beforeAll, describe, expect, it } from 'vitest';
import { shareOf } from '../stats/testing/share.ts';
import { type SimulatedSeries, simulateSeries } from './testing/year.ts';

// From the suspicion to the comparison with the commit that the rules choose, at 4 % noise.

const YEAR = 365;
const SLOW_FROM = 45;
/** Four metrics of seven configurations, as independent as they are at worst. */
const SUITE = 28;

const series = (given: Partial<SimulatedSeries>): SimulatedSeries => ({
  ...{ metric: 'latencyP50Ms', nights: YEAR, costIn: () => 1, noise: 0.04 },
  ...given,
});
const slower = (ratio: number, given: Partial<SimulatedSeries> = {}) =>
  series({ nights: SLOW_FROM + 14, costIn: (night) => (night >= SLOW_FROM ? ratio : 1), ...given });
const isFound = (given: SimulatedSeries) => (seed: number) =>
  simulateSeries(given, seed).alarms.some((night) => night >= SLOW_FROM);
const alarmsIn = (given: SimulatedSeries) => (seed: number) => simulateSeries(given, seed).alarms.length > 0;

/** Twelve months a year: they share a series, so each year counts once. */
const ONE_MONTH_IN_100 = 1 - 0.99 ** 12;

/** Ten clean years of a whole suite, which take most of the time here: the alarms of each series. */
const SUITE_YEARS = 10;
const cleanYears: number[][] = [];
beforeAll(() => {
  for (let seed = 0; seed < SUITE_YEARS * SUITE; seed += 1) cleanYears.push(simulateSeries(series({}), seed).alarms);
});

describe('a year of nights', () => {
  it('alarms in at most 1 of 100 clean months of a series', () => {
    expect(shareOf(cleanYears.length, (seed) => cleanYears[seed]?.length !== 0).atMost).toBeLessThan(ONE_MONTH_IN_100);
  });

  it('alarms in at most 1 of 100 clean months of a whole suite', () => {
    const months = cleanYears.flatMap((alarms, seed) =>
      alarms.map((night) => [Math.floor(seed / SUITE), Math.floor((night * 12) / YEAR)].join()),
    );
    expect(new Set(months).size / (SUITE_YEARS * 12)).toBeLessThanOrEqual(0.01);
  });

  it.for(['latencyP50Ms', 'latencyP99Ms', 'requestsPerSecond'] as const)(
    'finds 10 % of %s within 14 nights in 8 of 10 series, and 20 % nearly always',
    (metric) => {
      expect(shareOf(400, isFound(slower(1.1, { metric }))).atLeast).toBeGreaterThan(0.8);
      expect(shareOf(200, isFound(slower(1.2, { metric }))).atLeast).toBeGreaterThan(0.95);
    },
  );

  it('does not take a slow commit for the good one where the first slow nights were not high', () => {
    // Night 45 and 46 look usual although they are slow already.
    const given = slower(1.2, { nights: 90, noise: 0.001 });
    const lucky = (night: number) => (night === 45 || night === 46 ? 1 / 1.2 : 1);
    expect(simulateSeries({ ...given, luckIn: lucky }, 1).alarms).toEqual([49]);
  });

  it('alarms once for a regression that stays', () => {
    const given = slower(1.2, { nights: 90 });
    expect(shareOf(200, (seed) => simulateSeries(given, seed).alarms.length === 1).atLeast).toBeGreaterThan(0.9);
  });
});

describe('without the good commits', () => {
  const alone = { canCompare: false };

  it('alarms in at most 1 of 100 clean months of a series', () => {
    expect(shareOf(300, alarmsIn(series(alone))).atMost).toBeLessThan(ONE_MONTH_IN_100);
  });

  it('finds 20 % within 14 nights in more than 8 of 10 series', () => {
    expect(shareOf(300, isFound(slower(1.2, alone))).atLeast).toBeGreaterThan(0.83);
  });
});
