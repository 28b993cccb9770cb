import { WATCH_SERIES, type WatchRecord, type WatchSeriesName } from '../../record/watch.ts';
import { WATCH_FAMILIES, WATCH_SERIES_FAMILIES } from './families/watch.ts';
import { gather, type Measurement, STATUS_CODES } from './points.ts';

/** A watch as metrics: how it ended, its checks, and what was counted at the last look. */
export function metricsOfWatch(record: WatchRecord): Measurement {
  const { status, asked, checks, series, startedAt, finishedAt, environment } = record;
  const labels = { to: asked.to };
  const told = [
    { family: WATCH_FAMILIES.status, labels, value: STATUS_CODES[status] },
    ...checks.map((check) => ({
      family: WATCH_FAMILIES.check,
      labels: { ...labels, check: check.name },
      value: STATUS_CODES[check.status],
    })),
    ...(Object.keys(WATCH_SERIES) as WatchSeriesName[]).map((name) => ({
      family: WATCH_SERIES_FAMILIES[name],
      labels,
      value: series[name]?.v.at(-1) ?? null,
    })),
  ];
  return { metrics: gather(told), startedAt, finishedAt, poolproof: environment.poolproof };
}
