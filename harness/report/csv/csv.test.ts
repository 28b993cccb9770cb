import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import { judgeWatch } from '../../checks/watch/judge-watch.ts';
import { METRIC_NAMES } from '../../core/metric-names.ts';
import { makeGauge } from '../../record/testing/make-gauge.ts';
import { makeCheck, makeRecord } from '../../record/testing/make-record.ts';
import { makeWatch } from '../../record/testing/make-watch.ts';
import { makeComparison } from '../comparison/testing/sample-comparison.ts';
import { renderComparisonCsv } from './comparison.ts';
import { renderRunCsv } from './run.ts';
import { csvTable } from './table.ts';
import { renderWatchCsv } from './watch.ts';

const rowsOf = (text: string) => parse(text, { columns: true }) as Record<string, string>[];

it('a run has a row for each case, with figures as they were measured and nothing for what was not', () => {
  const record = makeRecord({
    cases: [
      { metrics: { latencyP99Ms: 66.7, errors: 0 }, checks: [makeCheck({ name: 'threshold:errors==0' })] },
      {
        ...{ configuration: 'b', contrast: true, status: 'fail', checks: [makeCheck({ status: 'fail' })] },
        ...{ settings: { connectionLimit: null }, evidence: { gauges: [makeGauge({ peak: 12 })] } },
      },
    ],
  });
  const [first, second] = rowsOf(renderRunCsv(record));
  expect(Object.keys(first ?? {}).filter((name) => (METRIC_NAMES as readonly string[]).includes(name))).toEqual(
    METRIC_NAMES,
  );
  expect(first).toMatchObject({
    ...{ run: 'run-1', scenario: 'diagnose-loki', configuration: 'capped-50', contrast: 'false', status: 'pass' },
    ...{ connectionLimit: '50', latencyP99Ms: '66.7', errors: '0', requests: '', 'gauge.open': '' },
    ...{ 'check.threshold:errors==0': 'pass', 'check.limit': '' },
  });
  expect(second).toMatchObject({
    ...{ configuration: 'b', contrast: 'true', status: 'fail', connectionLimit: '', 'gauge.open': '12' },
    'check.limit': 'fail',
  });
});

it('a comparison has a row for each metric of each configuration', () => {
  const rows = rowsOf(renderComparisonCsv(makeComparison()));
  expect(rows.map(({ configuration, metric, verdict }) => `${configuration} ${metric} ${verdict}`)).toEqual([
    'http-agent-50 requestsPerSecond slower',
    'http-agent-50 latencyP50Ms slower',
    'http-agent-50 latencyP99Ms slower',
    'http-agent-50 cpuPerRequestMicros equal',
  ]);
  expect(Number(rows[1]?.low95)).toBeLessThan(Number(rows[1]?.ratio));
});

it('a watch has a row for each look, and a value until the next one is noted', () => {
  const watch = makeWatch({ durationMs: 1_000 });
  const series = { held: { t: [0, 500, 1_000], v: [5, 4, 3] }, descriptors: { t: [500], v: [25] } };
  expect(rowsOf(renderWatchCsv(judgeWatch({ ...watch, series })))).toEqual([
    { tMs: '0', held: '5', descriptors: '' },
    { tMs: '500', held: '4', descriptors: '25' },
    { tMs: '1000', held: '3', descriptors: '25' },
  ]);
});

it.each([
  ['=1+1', "'=1+1"],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'=1"],
  ['\r=1', "'=1"],
  ['＝1', "'＝1"],
  ['a=1', 'a=1'],
  ['say "no", please', 'say "no", please'],
])('a spreadsheet reads the text %j as %j, not as a formula', (text, read) => {
  expect(rowsOf(csvTable(['text'], [[text]]))).toEqual([{ text: read }]);
});

it('a negative number stays a number', () => {
  expect(csvTable(['figure'], [[-1.5], [null]])).toBe('"figure"\r\n-1.5\r\n\r\n');
});
