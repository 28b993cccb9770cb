import { METRIC_NAMES } from '../../core/metric-names.ts';
import type { CaseRecord, RunRecord } from '../../record/schema.ts';
import { CASE_FAMILIES, CASE_METRICS } from './families/case.ts';
import { RUN_FAMILIES } from './families/run.ts';
import { gather, type Measurement, STATUS_CODES, type Told } from './points.ts';

/** A run as metrics: how it ended, each case, its checks and its figures. */
export function metricsOfRun(record: RunRecord): Measurement {
  const { status, startedAt, finishedAt, environment, cases } = record;
  const [startMs, endMs] = [Date.parse(startedAt), Date.parse(finishedAt)];
  const run: Told[] = [
    { family: RUN_FAMILIES.status, value: STATUS_CODES[status] },
    { family: RUN_FAMILIES.end, value: endMs },
    { family: RUN_FAMILIES.duration, value: endMs - startMs },
  ];
  return {
    metrics: gather([...run, ...cases.flatMap(ofCase)]),
    startedAt,
    finishedAt,
    poolproof: environment.poolproof,
  };
}

function ofCase({ scenario, configuration, ...one }: CaseRecord): Told[] {
  const labels = { scenario, configuration };
  return [
    { family: CASE_FAMILIES.status, labels, value: STATUS_CODES[one.status] },
    { family: CASE_FAMILIES.decides, labels, value: one.contrast ? 0 : 1 },
    ...one.checks.map(({ name, status }) => ({
      family: CASE_FAMILIES.check,
      labels: { ...labels, check: name },
      value: STATUS_CODES[status],
    })),
    { family: CASE_FAMILIES.limit, labels, value: one.settings.connectionLimit },
    ...one.evidence.gauges.map(({ name, peak }) => ({
      family: CASE_FAMILIES.gauge,
      labels: { ...labels, gauge: name },
      value: peak,
    })),
    ...METRIC_NAMES.map((name) => ({ family: CASE_METRICS[name], labels, value: one.metrics[name] })),
  ];
}
