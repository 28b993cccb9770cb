import { describe, expect, it } from 'vitest';
import { sharedMachine } from '../stats/noise.ts';
import { shareOf } from '../stats/testing/share.ts';
import { verifyTwins } from './aa.ts';
import { simulateRounds } from './testing/simulate-rounds.ts';

function trustOf(twinLatency: number, rounds: number, windowSd: number, seed: number) {
  const latencies = { reference: 1, twin: twinLatency, other: 1.2 };
  const simulated = simulateRounds(
    { latencies, rounds, noise: sharedMachine(windowSd), firstPlace: 1.05 },
    seed,
    'all',
  );
  return verifyTwins(simulated, ['twin'], 'reference');
}

describe('a comparison without a bias', () => {
  for (const windowSd of [0.02, 0.05, 0.1]) {
    it(`is untrusted in at most 2 of 100 cases at ${windowSd * 100} % noise, though the first place is slower`, () => {
      expect(shareOf(700, (seed) => trustOf(1, 12, windowSd, seed).trust === 'untrusted').atMost).toBeLessThan(0.02);
    });
  }

  it('is untrusted as rarely where eight machines have a twin each', () => {
    const twins = Array.from({ length: 8 }, (_, at) => `twin on shard ${at + 1}`);
    const isUntrusted = (seed: number) => {
      const rounds = twins.flatMap((twin, at) =>
        simulateRounds(
          { latencies: { reference: 1, [twin]: 1 }, rounds: 12, noise: sharedMachine(0.05) },
          seed * twins.length + at,
          'all',
        ),
      );
      return verifyTwins(rounds, twins, 'reference').trust === 'untrusted';
    };
    expect(shareOf(400, isUntrusted).atMost).toBeLessThan(0.03);
  });

  it('is trusted, with the bias that its rounds leave possible: the more and quieter they are, the less', () => {
    const [many, few, too] = [trustOf(1, 30, 0.02, 1), trustOf(1, 8, 0.1, 1), trustOf(1, 4, 0.02, 1)];
    for (const one of [many, few, too]) expect(one).toMatchObject({ trust: 'trusted', differing: [] });
    expect(many.bias.latencyP50Ms).toBeLessThan(1.05);
    expect(few.bias.latencyP50Ms).toBeGreaterThan(1.05);
    expect(too.bias).toEqual({});
    expect(verifyTwins([], ['twin'], 'reference')).toMatchObject({ trust: 'trusted', bias: {} });
  });

  it('leaves a true bias below what it rules out in at least 90 of 100 cases', () => {
    const holds = (seed: number) => (trustOf(1.02, 12, 0.05, seed).bias.latencyP50Ms ?? 0) >= 1.02;
    expect(shareOf(500, holds).rate).toBeGreaterThan(0.9);
  });
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
    expect(shareOf(200, (seed) => trustOf(1.15, 20, 0.05, seed).trust === 'untrusted').atLeast).toBeGreaterThan(0.7);
  });

  it('is not called untrusted for a bias that no verdict could come from', () => {
    expect(trustOf(1.01, 40, 0.001, 1).trust).not.toBe('untrusted');
  });
});
