import type { StoredNight } from '../record/night.ts';
import { type ExactFailure, TREND_SCHEMA_NAME, type Trend } from '../record/trend.ts';
import { doubtsOf, failuresOf } from './exact.ts';
import { headlineOf } from './headline.ts';
import { replay } from './replay.ts';
import { type SeriesNight, seriesOf } from './series.ts';
import { findAlarms, trendSeries } from './trend-series.ts';

const NIGHTS_TO_FORGET = 7;

/** The whole history as it stands after its latest night, which is tonight's. */
export function judgeHistory(nights: readonly StoredNight[], commitUrl: string | null): Trend {
  const tonight = nights.at(-1);
  if (!tonight) throw new Error('a history without a night cannot be judged');
  const { id, startedAt, finishedAt, seed, environment } = tonight;
  const replayed = seriesOf(nights).filter(isOfSuite(nights)).map(replay);
  const alarms = findAlarms(replayed);
  const series = replayed.flatMap((steps) => trendSeries(steps, tonight, alarms) ?? []);
  const failures = failuresOf(tonight);
  const untrusted = [...new Set(tonight.cases.filter(({ trusted }) => !trusted).map(({ scenario }) => scenario))];
  const status = statusOf(tonight, failures, series);
  return {
    schema: TREND_SCHEMA_NAME,
    status,
    headline: headlineOf({ status, failures, untrusted, series }),
    night: { id, startedAt, finishedAt, seed, environment },
    nights: nights.length,
    commitUrl,
    failures,
    doubts: doubtsOf(tonight),
    untrusted,
    cases: tonight.cases.map(({ series: _, ...subject }) => subject),
    series,
  };
}

/** What a week of nights has not measured was taken out of the suite; it is known again as soon as it comes back. */
function isOfSuite(nights: readonly StoredNight[]): (series: readonly SeriesNight[]) => boolean {
  const latest = new Set(nights.slice(-NIGHTS_TO_FORGET));
  return (series) => series.some(({ night }) => latest.has(night));
}

/** Where no control of the night can be trusted and nothing failed, nothing was proved. */
function statusOf({ cases }: StoredNight, failures: readonly ExactFailure[], series: Trend['series']): Trend['status'] {
  if (failures.length > 0 || series.some(({ alarm }) => alarm)) return 'fail';
  return cases.some(({ trusted }) => trusted) ? 'pass' : 'inconclusive';
}
