import { describe, expect, it } from 'vitest';
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

  it('is inconclusive for a metric that was not measured', () => {
    expect(bounded({ latencyP99Ms: '<50' })).toMatchObject([
      { status: 'inconclusive', summary: 'latencyP99Ms was not measured.' },
    ]);
  });
});
