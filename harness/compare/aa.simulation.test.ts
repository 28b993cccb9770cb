import { describe, expect, it } from 'vitest';
import { sharedMachine } from '../stats/noise.ts';
import { shareOf } from '../stats/testing/share.ts';
import { verifyTwins } from './aa.ts';
import { simulateRounds } from './testing/simulate-rounds.ts';
import { trustOf } from './testing/twin-trust.ts';

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

  it('leaves a true bias below what it rules out in at least 90 of 100 cases', () => {
    const holds = (seed: number) => (trustOf(1.02, 12, 0.05, seed).bias.latencyP50Ms ?? 0) >= 1.02;
    expect(shareOf(500, holds).rate).toBeGreaterThan(0.9);
  });
});

it('finds a comparison with a bias untrusted in most cases', () => {
  expect(shareOf(200, (seed) => trustOf(1.15, 20, 0.05, seed).trust === 'untrusted').atLeast).toBeGreaterThan(0.7);
});
