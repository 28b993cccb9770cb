import { describe, expect, it } from 'vitest';
import { type Noise, sharedMachine } from '../stats/noise.ts';
import { compareRounds } from './compare-rounds.ts';
import { simulateRounds } from './testing/simulate-rounds.ts';

const QUIET: Noise = { ...sharedMachine(0.05), driftSd: 0, slopePerWindow: 0, interferedShare: 0 };

describe('a comparison', () => {
  const rounds = simulateRounds({ latencies: { a: 1, b: 1.3 }, rounds: 12, noise: QUIET }, 1, 'all');
  const strip = (comparisons: ReturnType<typeof compareRounds>) =>
    comparisons.map((one) => ('ratio' in one ? [one.metric, one.ratio, one.verdict] : [one.metric, one.verdict]));

  it('says of every metric which way it went, in the metric’s own direction', () => {
    expect(compareRounds(rounds, ['b'], 'a').map(({ metric, verdict }) => [metric, verdict])).toEqual([
      ['requestsPerSecond', 'slower'],
      ['latencyP50Ms', 'slower'],
      ['latencyP99Ms', 'slower'],
      ['cpuPerRequestMicros', 'slower'],
    ]);
  });

  it('turns round when reference and configuration change places', () => {
    const swapped = compareRounds(rounds, ['a'], 'b');
    expect(swapped.map(({ verdict }) => verdict)).toEqual(['faster', 'faster', 'faster', 'faster']);
    for (const [i, one] of compareRounds(rounds, ['b'], 'a').entries()) {
      const other = swapped[i];
      if (!('ratio' in one) || !other || !('ratio' in other)) throw new Error('all four were measured');
      expect(other.ratio).toBeCloseTo(1 / one.ratio, 9);
    }
  });

  it('does not care for the order of the rounds', () => {
    expect(strip(compareRounds(rounds.toReversed(), ['b'], 'a'))).toEqual(strip(compareRounds(rounds, ['b'], 'a')));
  });

  it('leaves out rounds and metrics that were not measured', () => {
    const holes = rounds.map((round, i) => ({
      a: { ...round.a, cpuPerRequestMicros: null },
      b: { ...round.b, latencyP99Ms: i < 2 ? null : (round.b?.latencyP99Ms ?? null) },
    }));
    expect(compareRounds(holes, ['b'], 'a').map(({ metric, rounds, verdict }) => [metric, rounds, verdict])).toEqual([
      ['requestsPerSecond', 12, 'slower'],
      ['latencyP50Ms', 12, 'slower'],
      ['latencyP99Ms', 10, 'slower'],
      ['cpuPerRequestMicros', 0, 'not measured'],
    ]);
  });

  it('decides nothing on too few rounds', () => {
    for (const one of compareRounds(rounds.slice(0, 7), ['b'], 'a')) {
      expect(one).toMatchObject({ interval99: 'unbounded', verdict: 'cannot tell', moreRounds: 3 });
    }
  });
});
