import type { Route } from '../../route.ts';
import type { Loki } from '../loki.ts';
import { buildinfo } from './buildinfo.ts';
import { makeLabelValues, makeLegacyLabelValues } from './label-values.ts';
import { makeLabels, makeLegacyLabels } from './labels.ts';
import { makeLegacyQuery } from './legacy-query.ts';
import { makeOtlpLogs } from './otlp-logs.ts';
import { makePush } from './push.ts';
import { makeQuery } from './query.ts';
import { makeQueryRange } from './query-range.ts';
import { makeReady } from './ready.ts';
import { makeSeries } from './series.ts';
import { makeTail } from './tail.ts';

/** Everything that the mock answers. */
export function makeRoutes(loki: Loki): Route[] {
  return [
    makePush(loki, '/loki/api/v1/push', 'v1'),
    makePush(loki, '/api/prom/push', 'legacy'),
    makeOtlpLogs(loki),
    makeQueryRange(loki),
    makeQuery(loki),
    makeLegacyQuery(loki),
    makeLabels(loki),
    makeLegacyLabels(loki),
    makeLabelValues(loki),
    makeLegacyLabelValues(loki),
    makeSeries(loki),
    makeTail(loki),
    buildinfo,
    makeReady(loki),
  ];
}
