import { median } from 'simple-statistics';
import { ratioInterval } from '../compare/compare-rounds.ts';
import { logRatios, METRICS } from '../compare/metrics.ts';
import {
  type MeasuredNight,
  NIGHT_SCHEMA_NAME,
  type PairedRound,
  type SeriesMetric,
  type SeriesPoint,
  type StoredNight,
} from '../record/night.ts';
import { findCentre } from '../stats/signed-rank.ts';

/** A night's rounds as the figures that the history keeps; nothing is suspected or confirmed yet. */
export function nightOf({ id, startedAt, finishedAt, seed, environment, cases }: MeasuredNight): StoredNight {
  return {
    schema: NIGHT_SCHEMA_NAME,
    id,
    startedAt,
    finishedAt,
    seed,
    environment,
    cases: cases.map(({ rounds, ...head }) => ({ ...head, series: METRICS.map(({ name }) => pointOf(name, rounds)) })),
  };
}

function pointOf(metric: SeriesMetric, rounds: readonly PairedRound[]): SeriesPoint {
  const ratios = logRatios(rounds, metric, 'subject', 'control');
  const unjudged = { conviction: null, trial: null, acknowledgement: null };
  return { metric, ...estimateOf(ratios), rounds: ratios.length, ...absolutesOf(metric, rounds), ...unjudged };
}

/** Without an interval (fewer than 6 rounds) there is no knowing what a ratio is worth, and no value. */
function estimateOf(ratios: readonly number[]): Pick<SeriesPoint, 'ratio' | 'low' | 'high'> {
  const none = { ratio: null, low: null, high: null };
  if (ratios.length === 0) return none;
  const centre = findCentre(ratios);
  const interval = ratioInterval(centre, 0.95);
  return interval === 'unbounded' ? none : { ratio: Math.exp(centre.estimate), low: interval.low, high: interval.high };
}

function absolutesOf(metric: SeriesMetric, rounds: readonly PairedRound[]) {
  const middle = (who: keyof PairedRound) => {
    const values = rounds.flatMap((round) => round[who][metric] ?? []);
    return values.length === 0 ? null : median(values);
  };
  return { absolute: middle('subject'), controlAbsolute: middle('control') };
}
