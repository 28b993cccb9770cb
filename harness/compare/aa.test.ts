import { describe, expect, it } from 'vitest';
import { verifyTwins } from './aa.ts';
import { trustOf } from './testing/twin-trust.ts';

it('trusts a comparison without a bias, with the bias that its rounds leave possible: the more and quieter they are, the less', () => {
  const [many, few, too] = [trustOf(1, 30, 0.02, 1), trustOf(1, 8, 0.1, 1), trustOf(1, 4, 0.02, 1)];
  for (const one of [many, few, too]) expect(one).toMatchObject({ trust: 'trusted', differing: [] });
  expect(many.bias.latencyP50Ms).toBeLessThan(1.05);
  expect(few.bias.latencyP50Ms).toBeGreaterThan(1.05);
  expect(too.bias).toEqual({});
  expect(verifyTwins([], ['twin'], 'reference')).toMatchObject({ trust: 'trusted', bias: {} });
});

describe('a biased comparison', () => {
  it('is untrusted, with the metrics in which the twin differs', () => {
    expect(trustOf(1.15, 20, 0.02, 1)).toMatchObject({
      trust: 'untrusted',
      differing: (['requestsPerSecond', 'latencyP50Ms', 'latencyP99Ms', 'cpuPerRequestMicros'] as const).map(
        (metric) => ({
          configuration: 'twin',
          metric,
        }),
      ),
    });
  });

  it('is not called untrusted for a bias that no verdict could come from', () => {
    expect(trustOf(1.01, 40, 0.001, 1).trust).toBe('trusted');
  });

  it('differs from half of what counts as a difference on, in each metric by its own', () => {
    // Of the 5 % of most metrics 2.8 % is 0.57 in logarithms; of the 10 % of the p99 4.5 % is 0.46.
    const most = ['requestsPerSecond', 'latencyP50Ms', 'cpuPerRequestMicros'];
    for (const twin of [1.028, 1.045]) {
      expect(trustOf(twin, 40, 0.001, 1).differing.map(({ metric }) => metric)).toEqual(most);
    }
  });
});
