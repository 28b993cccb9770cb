import { describe, expect, it } from 'vitest';
import { type Noise, sharedMachine } from '../stats/noise.ts';
import { shareOf } from '../stats/testing/share.ts';
import { compareRounds } from './compare-rounds.ts';
import type { Round } from './metrics.ts';
import { simulateRounds } from './testing/simulate-rounds.ts';

// How often the rule is wrong, and how often it finds what is there, on simulated machines.

const QUIET: Noise = { ...sharedMachine(0.05), driftSd: 0, slopePerWindow: 0, interferedShare: 0 };

function verdictsOf(
  latencies: Record<string, number>,
  rounds: number,
  noise: Noise,
  seed: number,
  metrics: 'one' | 'all',
) {
  const simulated = simulateRounds({ latencies, rounds, noise }, seed, metrics);
  const [reference = '', ...others] = Object.keys(latencies);
  return compareRounds(simulated, others, reference).filter(({ verdict }) => verdict !== 'not measured');
}

const isClaim = ({ verdict }: { verdict: string }) => verdict === 'faster' || verdict === 'slower';

/** Every figure to a hundredth: coarser than a histogram of three digits ever is. */
function coarsened(round: Round): Round {
  return Object.fromEntries(
    Object.entries(round).map(([name, { latencyP50Ms }]) => [
      name,
      { latencyP50Ms: Math.round((latencyP50Ms ?? 0) * 100) / 100 },
    ]),
  );
}

describe('two equal configurations', () => {
  const machines: [string, Noise][] = [
    ['independent noise', QUIET],
    ['a machine that drifts quickly', { ...QUIET, driftSd: 0.05, driftMemory: 0.3 }],
    ['a machine that drifts slowly', { ...QUIET, driftSd: 0.1, driftMemory: 0.95 }],
    ['a machine that gets steadily slower', { ...QUIET, slopePerWindow: 0.01 }],
    ['a neighbour that disturbs one window in twenty', { ...QUIET, interferedShare: 0.05, interference: [0.2, 1] }],
    ['all of it on a shared machine', sharedMachine(0.1)],
  ];
  for (const [what, noise] of machines) {
    it(`differ at 99 % in at most 2 of 100 comparisons under ${what}`, () => {
      const excludes = (seed: number) => {
        const [only] = verdictsOf({ a: 1, b: 1 }, 12, noise, seed, 'one');
        return only !== undefined && only.verdict !== 'not measured' && only.adjustedP <= 0.01;
      };
      expect(shareOf(5_000, excludes).atMost).toBeLessThanOrEqual(0.02);
    });
  }

  it('lead to any claim at all in at most 2 of 100 comparisons of four with all their metrics', () => {
    const claims = (seed: number) =>
      verdictsOf({ a: 1, b: 1, c: 1, d: 1 }, 12, sharedMachine(0.05), seed, 'all').some(isClaim);
    expect(shareOf(500, claims).atMost).toBeLessThanOrEqual(0.02);
  });

  it('differ at 99 % in at most 2 of 100 comparisons where figures are as coarse as a histogram, so that many tie', () => {
    const quiet: Noise = { ...QUIET, windowSd: 0.004 };
    const differ = (seed: number) => {
      const rounds = simulateRounds({ latencies: { a: 1, b: 1 }, rounds: 12, noise: quiet }, seed, 'one');
      const [only] = compareRounds(rounds.map(coarsened), ['b'], 'a').filter(
        ({ verdict }) => verdict !== 'not measured',
      );
      return only !== undefined && only.verdict !== 'not measured' && only.adjustedP <= 0.01;
    };
    expect(shareOf(3_000, differ).atMost).toBeLessThanOrEqual(0.02);
  });

  it('are not called different more often because others truly are', () => {
    const claims = (seed: number) =>
      verdictsOf({ a: 1, b: 1.5, c: 1, d: 1 }, 12, sharedMachine(0.05), seed, 'all').some(
        (one) => one.configuration !== 'b' && isClaim(one),
      );
    expect(shareOf(500, claims).atMost).toBeLessThanOrEqual(0.02);
  });

  it('are called equal within delta once the rounds are many', () => {
    const equal = (seed: number) =>
      verdictsOf({ a: 1, b: 1 }, 40, sharedMachine(0.05), seed, 'one').every(({ verdict }) => verdict === 'equal');
    expect(shareOf(200, equal).atLeast).toBeGreaterThan(0.7);
  });
});

describe('a true difference on a shared machine of 5 % noise', () => {
  const powers: [percent: number, rounds: number, alone: number, amongFour: number][] = [
    [10, 12, 0.42, 0.27],
    [20, 12, 0.75, 0.65],
    [10, 20, 0.7, 0.5],
    [20, 20, 0.93, 0.87],
  ];
  for (const [percent, rounds, alone, amongFour] of powers) {
    it(`of +${percent} % is found with ${rounds} rounds, as one metric and as one of four`, () => {
      const latencies = { a: 1, b: 1 + percent / 100 };
      const found = (metrics: 'one' | 'all') => (seed: number) =>
        verdictsOf(latencies, rounds, sharedMachine(0.05), seed, metrics).some(
          ({ metric, verdict }) => metric === 'latencyP50Ms' && verdict === 'slower',
        );
      expect(shareOf(500, found('one')).atLeast).toBeGreaterThan(alone);
      expect(shareOf(500, found('all')).atLeast).toBeGreaterThan(amongFour);
    });
  }

  it('is called equal in at most 5 of 100 comparisons where it lies just outside delta', () => {
    const equal = (seed: number) =>
      verdictsOf({ a: 1, b: 1.051 }, 40, sharedMachine(0.05), seed, 'one').some(({ verdict }) => verdict === 'equal');
    expect(shareOf(500, equal).rate).toBeLessThanOrEqual(0.05);
  });
});
