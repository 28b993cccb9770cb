import { describe, expect, it } from 'vitest';
import { type CaseOverrides, makeRecord } from '../record/testing/make-record.ts';
import { makeComparison } from '../report/comparison/testing/sample-comparison.ts';
import { compareDays, type Days } from './days.ts';

const metrics = { requests: 5_000, requestsPerSecond: 500, errors: 0, neverAnswered: 0, latencyP50Ms: 10 };
const run = (one: CaseOverrides = {}) => makeRecord({ cases: [{ metrics, ...one }] });
const findings = ({ configurations }: Days) =>
  Object.fromEntries(configurations[0]?.comparisons.map(({ metric, finding }) => [metric, finding]) ?? []);

describe('records of different days', () => {
  it('that were measured alike have no differences, and their latencies are compared', () => {
    const days = compareDays(run(), run());
    expect(days.differences).toEqual([]);
    expect(findings(days)).toMatchObject({ requestsPerSecond: 'not tested', latencyP50Ms: 'not tested' });
  });

  it('show no latency where one lost requests and the other did not', () => {
    const days = compareDays(run(), run({ metrics: { ...metrics, errors: 400 } }));
    expect(days.differences).toEqual([
      expect.stringMatching(/requests lost: 0 → 400$/),
      expect.stringMatching(/latencies are left out/),
    ]);
    expect(findings(days)).toMatchObject({ requestsPerSecond: 'not tested', latencyP50Ms: 'left out' });
  });

  it('show no latency where a run did not complete its number of requests', () => {
    const cut = run({ load: { requests: 6_000, durationMs: null } });
    const days = compareDays(cut, cut);
    expect(findings(days)).toMatchObject({ requestsPerSecond: 'not tested', latencyP50Ms: 'left out' });
    expect(days.differences).toEqual([expect.stringMatching(/p50 is left out, because a window did not complete/)]);
  });

  it('leave a p99 of few requests out, and say so; what nobody measured is not measured', () => {
    const few = run({ metrics: { ...metrics, requests: 60, latencyP99Ms: 12 } });
    const days = compareDays(few, few);
    expect(findings(days)).toMatchObject({ latencyP99Ms: 'left out', cpuPerRequestMicros: 'not measured' });
    expect(days.differences).toEqual([
      'diagnose-loki / capped-50: p99 is left out, because a window has fewer than 1,000 requests',
    ]);
  });

  it('tell what else differs: the load, the target, the settings', () => {
    const [before, after] = [makeComparison(), makeComparison({ limits: { 'capped-50': 10 } })];
    after.load = { ...after.load, concurrency: 201 };
    after.target.behaviour = { delayMs: 3 };
    const { differences, configurations } = compareDays(before, after);
    expect(differences).toEqual([
      'diagnose-loki target behaviour: {} → {"delayMs":3}',
      'diagnose-loki load concurrency: 200 → 201',
      'diagnose-loki / capped-50 connectionLimit: 50 → 10',
      expect.stringMatching(/^diagnose-loki \/ capped-50: latencies are left out/),
      expect.stringMatching(/^diagnose-loki \/ http-agent-50: latencies are left out/),
    ]);
    const latencies = configurations.flatMap(({ comparisons }) =>
      comparisons.filter(({ metric }) => metric.startsWith('latency')),
    );
    expect(new Set(latencies.map(({ finding }) => finding))).toEqual(new Set(['left out']));
  });
});
