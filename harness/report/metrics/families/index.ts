import { CASE_FAMILIES, CASE_METRICS } from './case.ts';
import { COMPARISON_FAMILIES } from './comparison.ts';
import type { MetricFamily } from './family.ts';
import { RUN_FAMILIES } from './run.ts';
import { WATCH_FAMILIES, WATCH_SERIES_FAMILIES } from './watch.ts';

/** Every metric by what it is told of, and the labels that each of a group has. */
export const GROUPS: readonly { of: string; labels: readonly string[]; families: readonly MetricFamily[] }[] = [
  { of: 'a run', labels: [], families: Object.values(RUN_FAMILIES) },
  {
    of: 'a case',
    labels: ['scenario', 'configuration'],
    families: [...Object.values(CASE_FAMILIES), ...Object.values(CASE_METRICS)],
  },
  { of: 'a comparison', labels: ['scenario'], families: Object.values(COMPARISON_FAMILIES) },
  {
    of: 'a watch',
    labels: ['to'],
    families: [...Object.values(WATCH_FAMILIES), ...Object.values(WATCH_SERIES_FAMILIES)],
  },
];
