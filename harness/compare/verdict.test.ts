import { describe, expect, it } from 'vitest';
import { findCentre } from '../stats/signed-rank.ts';
import type { Metric } from './metrics.ts';
import { leastRounds, type Verdict, verifyRatio } from './verdict.ts';

const LATENCY: Metric = { name: 'latencyP50Ms', better: 'lower', delta: 1.05 };
const THROUGHPUT: Metric = { name: 'requestsPerSecond', better: 'higher', delta: 1.05 };

/** Twelve rounds about `ratio`, evenly within `spread` of it. */
function verdictOf(ratio: number, spread: number, { metric = LATENCY, rounds = 12, family = 1 } = {}): Verdict {
  const logs = Array.from({ length: rounds }, (_, i) => Math.log(ratio) + spread * ((2 * i) / (rounds - 1) - 1));
  const estimate = findCentre(logs);
  return verifyRatio({ rounds, estimate, adjustedP: Math.min(1, estimate.p * family), family }, metric);
}

describe('a difference', () => {
  it('is slower where a latency is higher and faster where it is lower', () => {
    expect(verdictOf(1.2, 0.05)).toEqual({ verdict: 'slower' });
    expect(verdictOf(1 / 1.2, 0.05)).toEqual({ verdict: 'faster' });
  });

  it('is the other way round for throughput', () => {
    expect(verdictOf(1.2, 0.05, { metric: THROUGHPUT })).toEqual({ verdict: 'faster' });
    expect(verdictOf(1 / 1.2, 0.05, { metric: THROUGHPUT })).toEqual({ verdict: 'slower' });
  });

  it('needs the size of delta, however certain it is', () => {
    expect(verdictOf(1.051, 0.001)).toEqual({ verdict: 'slower' });
    expect(verdictOf(1.049, 0.0001)).toEqual({ verdict: 'equal' });
  });

  it('needs certainty, however large it is', () => {
    expect(verdictOf(1.5, 1)).toEqual({ verdict: 'cannot tell', moreRounds: expect.any(Number) });
  });
});

it('calls equal only what stays inside delta with its 90 % interval', () => {
  expect(verdictOf(1, 0.02)).toEqual({ verdict: 'equal' });
  expect(verdictOf(1.03, 0.08)).toEqual({ verdict: 'cannot tell', moreRounds: expect.any(Number) });
});

describe('the advice of more rounds', () => {
  const moreRounds = (verdict: Verdict) => (verdict.verdict === 'cannot tell' ? verdict.moreRounds : 'none');

  it('fills up to the number with which anything can be decided', () => {
    expect([1, 0.95, 0.9, 0.5].map(leastRounds).slice(1)).toEqual([6, 5, 2]);
    expect([0.99, 1 - 0.01 / 4, 1 - 0.01 / 12].map(leastRounds)).toEqual([8, 10, 12]);
    expect(moreRounds(verdictOf(1.5, 0.01, { rounds: 5 }))).toBe(3);
    expect(moreRounds(verdictOf(1.5, 0.01, { rounds: 8, family: 4 }))).toBe(2);
  });

  it('grows with the noise', () => {
    const [some, more] = [0.3, 0.6].map((spread) => Number(moreRounds(verdictOf(1.15, spread))));
    expect(some).toBeGreaterThan(0);
    expect(more).toBeGreaterThan(3 * (some ?? 0));
  });

  it('is enough where the same spread goes on', () => {
    const more = Number(moreRounds(verdictOf(1.15, 0.3)));
    expect(verdictOf(1.15, 0.3, { rounds: 12 + more + 2 })).toEqual({ verdict: 'slower' });
  });

  it('is not given where the ratio lies at the border', () => {
    expect(verdictOf(1.0499, 0.2)).toEqual({ verdict: 'cannot tell', moreRounds: null });
  });
});
