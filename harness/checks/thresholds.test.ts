import { describe, expect, it } from 'vitest';
import type { GaugeEvidence } from '../record/evidence/gauges.ts';
import { makeGauge } from '../record/testing/make-evidence.ts';
import { makeMeasured } from '../record/testing/make-measured.ts';
import { thresholds } from './thresholds.ts';

describe('a bound for a metric', () => {
  const bounded = (expect: Record<string, string>) =>
    thresholds(makeMeasured({}, { expect, metrics: { reuseRatio: 0.98 } }));

  it.each([
    ['>=0.99', 'fail'],
    ['>= 0.98', 'pass'],
    ['<0.98', 'fail'],
    ['==0.98', 'pass'],
  ])('of %s for 0.98 is a %s', (bound, status) => {
    expect(bounded({ reuseRatio: bound })).toMatchObject([
      { name: `threshold:reuseRatio${bound.replace(' ', '')}`, status },
    ]);
  });

  it('of a gauge is for its peak', () => {
    const ofGauge = (gauge: Partial<GaugeEvidence>, name = 'goroutines') =>
      thresholds(
        makeMeasured({}, { expect: { [`gauge.${name}`]: '<100' }, evidence: { gauges: [makeGauge(gauge)] } }),
      )[0];
    expect(ofGauge({ peak: 99 })).toMatchObject({
      name: 'threshold:gauge.goroutines<100',
      status: 'pass',
      summary: 'gauge.goroutines is 99; expected <100.',
    });
    expect(ofGauge({ peak: 100 })?.status).toBe('fail');
    expect(ofGauge({ peak: null })).toMatchObject({
      status: 'inconclusive',
      summary: 'gauge.goroutines was not measured under load.',
    });
    expect(ofGauge({ peak: null, answered: 0, silent: 'ECONNREFUSED' })).toMatchObject({
      status: 'inconclusive',
      summary: 'gauge.goroutines was not measured: ECONNREFUSED.',
    });
    expect(ofGauge({}, 'open')).toMatchObject({
      status: 'skipped',
      summary: 'This configuration has no gauge.open.',
    });
  });

  it('is inconclusive for a metric that was not measured', () => {
    expect(bounded({ latencyP99Ms: '<50' })).toMatchObject([
      { status: 'inconclusive', summary: 'latencyP99Ms was not measured.' },
    ]);
  });
});
