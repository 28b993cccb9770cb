import parsePrometheusTextFormat from 'parse-prometheus-text-format';
import { describe, expect, it } from 'vitest';
import { judgeWatch } from '../../checks/watch/judge-watch.ts';
import { METRIC_NAMES } from '../../core/metric-names.ts';
import type { Metrics } from '../../record/metrics.ts';
import { makeGauge } from '../../record/testing/make-gauge.ts';
import { type CaseOverrides, makeCheck, makeRecord } from '../../record/testing/make-record.ts';
import { makeWatch } from '../../record/testing/make-watch.ts';
import { makeComparison } from '../comparison/testing/sample-comparison.ts';
import { prometheusName } from './families/family.ts';
import { GROUPS } from './families/index.ts';
import { metricsOfComparison } from './of-comparison.ts';
import { metricsOfRun } from './of-run.ts';
import { metricsOfWatch } from './of-watch.ts';
import type { Measurement } from './points.ts';
import { renderPrometheus } from './prometheus.ts';

const ALL = GROUPS.flatMap(({ families }) => families);
const ALL_MEASURED = Object.fromEntries(METRIC_NAMES.map((name, index) => [name, index + 1])) as unknown as Metrics;

/** What a parser that is not ours reads of it: values by series. */
function parsed(measurement: Measurement): Record<string, number> {
  const families = parsePrometheusTextFormat(renderPrometheus(measurement));
  expect(families.map(({ type }) => type).filter((type) => type !== 'GAUGE')).toEqual([]);
  const series = families.flatMap(({ name, metrics }) =>
    metrics.map(({ labels = {}, value }) => [[name, ...Object.values(labels)].join(' '), Number(value)]),
  );
  return Object.fromEntries(series);
}

describe('a run in the text format of Prometheus', () => {
  it('tells how the run, each case and each check ended as exit codes, and what was promised', () => {
    const checks = [makeCheck(), makeCheck({ name: 'reuse', status: 'skipped' })];
    const failed: CaseOverrides = { configuration: 'b', status: 'fail', contrast: true };
    expect(
      parsed(
        metricsOfRun(
          makeRecord({
            status: 'interrupted',
            cases: [{ checks }, { ...failed, checks: [makeCheck({ status: 'fail' })] }],
          }),
        ),
      ),
    ).toEqual({
      poolproof_run_status: 130,
      poolproof_run_end_timestamp_seconds: Date.parse('2026-03-01T10:00:41Z') / 1_000,
      poolproof_run_duration_seconds: 41,
      'poolproof_case_status diagnose-loki capped-50': 0,
      'poolproof_case_status diagnose-loki b': 1,
      'poolproof_case_decides diagnose-loki capped-50': 1,
      'poolproof_case_decides diagnose-loki b': 0,
      'poolproof_check_status diagnose-loki capped-50 limit': 0,
      'poolproof_check_status diagnose-loki capped-50 reuse': 3,
      'poolproof_check_status diagnose-loki b limit': 1,
      'poolproof_case_connections_limit diagnose-loki capped-50': 50,
      'poolproof_case_connections_limit diagnose-loki b': 50,
    });
  });

  it('tells every figure in base units', () => {
    const metrics = {
      ...ALL_MEASURED,
      latencyP99Ms: 50,
      cpuPerRequestMicros: 150,
      rssPeakBytes: 4_096,
      reuseRatio: 0.99,
    };
    const told = parsed(metricsOfRun(makeRecord({ cases: [{ metrics }] })));
    expect(told).toMatchObject({
      'poolproof_case_latency_p99_seconds diagnose-loki capped-50': 0.05,
      'poolproof_case_request_cpu_seconds diagnose-loki capped-50': 0.00015,
      'poolproof_case_memory_rss_peak_bytes diagnose-loki capped-50': 4_096,
      'poolproof_case_connections_reuse_ratio diagnose-loki capped-50': 0.99,
      'poolproof_case_request_rate_per_second diagnose-loki capped-50': ALL_MEASURED.requestsPerSecond,
    });
    const about = Object.keys(told).filter((series) => series.startsWith('poolproof_case_'));
    expect(about).toHaveLength(METRIC_NAMES.length + ['status', 'decides', 'limit'].length);
  });

  it('has one value for a case that was played twice, its last', () => {
    const cases = [{ metrics: { errors: 1 } }, { metrics: { errors: 2 } }];
    const [errors] = metricsOfRun(makeRecord({ cases })).metrics.filter(({ family }) =>
      family.name.endsWith('.errors'),
    );
    expect(errors?.points.map(({ value }) => value)).toEqual([2]);
  });

  it('tells the peak of a gauge under its name', () => {
    const gauges = [makeGauge({ peak: 12 }), makeGauge({ name: 'mute' })];
    const told = parsed(metricsOfRun(makeRecord({ cases: [{ evidence: { gauges } }] })));
    const peaks = Object.entries(told).filter(([series]) => series.includes('gauge'));
    expect(peaks).toEqual([['poolproof_case_gauge_peak diagnose-loki capped-50 open', 12]]);
  });
});

it('a comparison tells each ratio to the reference with its interval', () => {
  const told = parsed(metricsOfComparison(makeComparison()));
  expect(told['poolproof_comparison_status diagnose-loki']).toBe(0);
  const ratio = told['poolproof_comparison_ratio diagnose-loki http-agent-50 latencyP50Ms'];
  expect(ratio).toBeCloseTo(1.3, 1);
  expect(told['poolproof_comparison_low_ratio diagnose-loki http-agent-50 latencyP50Ms']).toBeLessThan(ratio ?? 0);
  expect(told['poolproof_comparison_high_ratio diagnose-loki http-agent-50 latencyP50Ms']).toBeGreaterThan(ratio ?? 0);
});

it('a watch tells its checks and what was counted last', () => {
  expect(parsed(metricsOfWatch(judgeWatch(makeWatch({ limit: 5 }))))).toMatchObject({
    'poolproof_watch_status 127.0.0.1:3000': 0,
    'poolproof_watch_check_status 127.0.0.1:3000 limit': 0,
    'poolproof_watch_held 127.0.0.1:3000': 5,
    'poolproof_watch_rss_bytes 127.0.0.1:3000': 60 * 2 ** 20,
  });
});

describe('the names of metrics', () => {
  it('are each of one metric, in the characters of Prometheus and of OpenTelemetry', () => {
    const names = ALL.map(prometheusName);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !/^poolproof(_[a-z0-9]+)+$/.test(name))).toEqual([]);
    expect(ALL.filter(({ name }) => !/^poolproof(\.[a-z][a-z0-9_]*)+$/.test(name) || name.length > 255)).toEqual([]);
  });

  it('end in their base unit, and none in what Prometheus keeps for other types', () => {
    const units = { s: '_seconds', By: '_bytes', '1': '_ratio' };
    for (const [unit, ending] of Object.entries(units)) {
      const endings = ALL.map((family) => [family.unit === unit, prometheusName(family).endsWith(ending)]);
      expect(endings.filter(([has, ends]) => has !== ends)).toEqual([]);
    }
    expect(ALL.filter((family) => /_(total|count|sum|bucket|info|created)$/.test(prometheusName(family)))).toEqual([]);
  });
});
