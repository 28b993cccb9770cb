import { describe, expect, it } from 'vitest';
import { makeCase } from '../record/testing/make-record.ts';
import { ceilingOfCase, ceilingOfScenario } from './ceiling.ts';

const ceiling = { requestsPerSecond: 1_000, latencyP50Ms: 1, latencyP99Ms: 2, errors: 0 };
const at = (requestsPerSecond: number | null, configuration = 'capped-50') =>
  makeCase({ configuration, metrics: { requestsPerSecond }, evidence: { ceiling } });

describe('the ceiling of a case', () => {
  it('was the bottleneck for a client within a tenth of it', () => {
    expect(ceilingOfCase(at(900))).toContain('reached 90 % of it. The target was the bottleneck');
    expect(ceilingOfCase(at(899))).not.toContain('bottleneck');
  });

  it('was no bottleneck for a client whose calls are no answers of it, however fast they are', () => {
    const shared = makeCase({
      metrics: { requestsPerSecond: 2_000, requestsPerCall: 0.1 },
      evidence: { ceiling },
    });
    expect(ceilingOfCase(shared)).toMatch(/ms\)\. This client is not compared with it/);
    expect(ceilingOfScenario([shared])).not.toContain('bottleneck');
  });

  it('tells of a whole millisecond that is 0 that it was less than one', () => {
    const fast = makeCase({ evidence: { ceiling: { ...ceiling, latencyP50Ms: 0 } } });
    expect(ceilingOfCase(fast)).toContain('p50 under 1 ms, p99 2 ms');
  });

  it('is given alone where the rate was not measured, and is missing where it was not measured itself', () => {
    expect(ceilingOfCase(at(null))).toBe('Server and machine can do 1,000 req/s (autocannon: p50 1 ms, p99 2 ms).');
    expect(ceilingOfCase(makeCase())).toBe('not measured');
  });
});

describe('the ceiling of a scenario', () => {
  it('names the configurations for which it was the bottleneck', () => {
    expect(ceilingOfScenario([makeCase(), at(950, 'fetch'), at(100), at(990, 'unlimited')])).toBe(
      'Server and machine can do 1,000 req/s (autocannon: p50 1 ms, p99 2 ms). The target was the bottleneck, not the pool, for fetch, unlimited.',
    );
    expect(ceilingOfScenario([at(100)])).not.toContain('bottleneck');
    expect(ceilingOfScenario([makeCase()])).toBeNull();
  });
});
