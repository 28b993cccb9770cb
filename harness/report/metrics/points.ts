import { METRIC_NAMES } from '../../core/metric-names.ts';
import type { CaseRecord, Check, RunRecord } from '../../record/schema.ts';
import { plain } from '../terminal/text.ts';
import { CASE_FAMILIES, CASE_METRICS, type MetricFamily, RUN_FAMILIES } from './families.ts';

/** A metric with all that was measured of it; none of what was not measured. */
export interface MetricPoints {
  family: MetricFamily;
  /** In the unit of the family. */
  points: { labels: Readonly<Record<string, string>>; value: number }[];
}

/** What a metrics report is drawn from, whatever it is of. */
export interface Measurement {
  metrics: MetricPoints[];
  startedAt: string;
  finishedAt: string;
  poolproof: string;
}

/** The exit code says how a run, a case or a check ended; a check may be skipped, too. */
export const STATUS_CODES: Readonly<Record<Check['status'] | RunRecord['status'], number>> = {
  pass: 0,
  fail: 1,
  inconclusive: 2,
  skipped: 3,
  interrupted: 130,
};

type Told = { family: MetricFamily; labels?: Record<string, string>; value: number | null };

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

/** By metric, in the order in which each was first told. */
export function gather(told: readonly Told[]): MetricPoints[] {
  const measured = told.filter(({ value }) => value !== null && Number.isFinite(value));
  return [...Map.groupBy(measured, ({ family }) => family)].map(([family, all]) => ({
    family,
    points: all.map(({ labels = {}, value }) => ({
      labels: Object.fromEntries(Object.entries(labels).map(([label, text]) => [label, plain(text).toWellFormed()])),
      value: Number(value) / (family.perUnit ?? 1),
    })),
  }));
}
