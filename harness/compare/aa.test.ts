import { describe, expect, it } from 'vitest';
import { sharedMachine } from '../stats/noise.ts';
import { shareOf } from '../stats/testing/share.ts';
import { verifyTwin } from './aa.ts';
import { simulateRounds } from './testing/simulate-rounds.ts';

function trustOf(twinLatency: number, rounds: number, windowSd: number, seed: number) {
  const latencies = { reference: 1, twin: twinLatency, other: 1.2 };
  const simulated = simulateRounds(
    { latencies, rounds, noise: sharedMachine(windowSd), firstPlace: 1.05 },
    seed,
    'all',
  );
  return verifyTwin(simulated, 'twin', 'reference');
}

describe('a comparison without a bias', () => {
  for (const windowSd of [0.02, 0.05, 0.1]) {
    it(`is untrusted in at most 2 of 100 cases at ${windowSd * 100} % noise, though the first place is slower`, () => {
      expect(shareOf(700, (seed) => trustOf(1, 12, windowSd, seed).trust === 'untrusted').atMost).toBeLessThan(0.02);
    });
  }

  it('is trusted where the rounds show that equals measure equal, and unproven before', () => {
    expect(trustOf(1, 30, 0.02, 1)).toMatchObject({ trust: 'trusted', differing: [] });
    expect(trustOf(1, 8, 0.1, 1)).toMatchObject({ trust: 'unproven', differing: [] });
    expect(verifyTwin([], 'twin', 'reference').trust).toBe('unproven');
  });
});

describe('a biased comparison', () => {
  it('is untrusted, with the metrics in which the twin differs', () => {
    expect(trustOf(1.15, 20, 0.02, 1)).toMatchObject({
      trust: 'untrusted',
      differing: ['requestsPerSecond', 'latencyP50Ms', 'latencyP99Ms', 'cpuPerRequestMicros'],
    });
    expect(shareOf(200, (seed) => trustOf(1.15, 20, 0.05, seed).trust === 'untrusted').atLeast).toBeGreaterThan(0.7);
  });

  it('is not called untrusted for a bias that no verdict could come from', () => {
    expect(trustOf(1.01, 40, 0.001, 1).trust).not.toBe('untrusted');
  });
});
