import { gaugeKey } from '../../core/gauge-names.ts';
import { METRIC_NAMES } from '../../core/metric-names.ts';
import type { CaseRecord, RunRecord } from '../../record/schema.ts';
import { csvTable } from './table.ts';

/** A row for each case: its metrics by the record's names, the peaks of its gauges, and how each check ended. */
export function renderRunCsv({ id, startedAt, cases }: RunRecord): string {
  const gauges = namesIn(cases, ({ evidence }) => evidence.gauges);
  const checks = namesIn(cases, (one) => one.checks);
  const heading = [
    ...['run', 'startedAt', 'scenario', 'configuration', 'contrast', 'status', 'connectionLimit'],
    ...METRIC_NAMES,
    ...gauges.map(gaugeKey),
    ...checks.map((name) => `check.${name}`),
  ];
  const rows = cases.map((one) => [
    ...[id, startedAt, one.scenario, one.configuration, String(one.contrast), one.status],
    one.settings.connectionLimit,
    ...METRIC_NAMES.map((name) => one.metrics[name]),
    ...gauges.map((gauge) => one.evidence.gauges.find(({ name }) => name === gauge)?.peak ?? null),
    ...checks.map((check) => one.checks.find(({ name }) => name === check)?.status ?? null),
  ]);
  return csvTable(heading, rows);
}

/** Not every case has each of them. */
function namesIn(cases: readonly CaseRecord[], of: (one: CaseRecord) => readonly { name: string }[]): string[] {
  return [...new Set(cases.flatMap((one) => of(one).map(({ name }) => name)))];
}
