import { describe, expect, it } from 'vitest';
import { makeRandom } from '../core/random.ts';
import { findSmallestClaim, planComparison } from './plan.ts';

const claim = (rounds: number, windowSd: number, decisions = 1) =>
  findSmallestClaim({ rounds, windowSd, decisions }, makeRandom(1));

describe('the smallest claim', () => {
  it('agrees with the measured power of such comparisons', () => {
    // 12 rounds find +20 % in 79 of 100 comparisons, 20 rounds +10 % in 82; at 10 % noise 20 rounds find +20 % in 91.
    expect(claim(12, 0.05)).toBeGreaterThan(1.15);
    expect(claim(12, 0.05)).toBeLessThan(1.23);
    expect(claim(20, 0.05)).toBeGreaterThan(1.08);
    expect(claim(20, 0.05)).toBeLessThan(1.12);
    expect(claim(20, 0.1)).toBeGreaterThan(1.13);
    expect(claim(20, 0.1)).toBeLessThan(1.2);
  });

  it('gets smaller with more rounds and larger with more noise and more decisions', () => {
    expect(claim(30, 0.05)).toBeLessThan(claim(20, 0.05) ?? 0);
    expect(claim(20, 0.1)).toBeGreaterThan(claim(20, 0.05) ?? Number.POSITIVE_INFINITY);
    expect(claim(20, 0.05, 12)).toBeGreaterThan(claim(20, 0.05) ?? Number.POSITIVE_INFINITY);
  });

  it('is never below delta, however quiet the machine', () => {
    expect(claim(20, 0)).toBeGreaterThanOrEqual(1.05);
  });

  it('is none where the rounds cannot decide at all', () => {
    expect(claim(7, 0.05)).toBeNull();
    expect(claim(8, 0.05)).not.toBeNull();
    expect(claim(9, 0.05, 4)).toBeNull();
  });
});

describe('the plan', () => {
  const request = { configurations: 2, twin: false, windowMs: 7_000, windowSd: 0.05 };

  it('fills the budget with whole rounds', () => {
    expect(planComparison({ ...request, budgetMs: 300_000 }, makeRandom(1))).toEqual({
      rounds: 21,
      durationMs: 294_000,
      smallestClaim: expect.closeTo(1.13, 1),
    });
  });

  it('pays for the twin with rounds', () => {
    expect(planComparison({ ...request, budgetMs: 300_000, twin: true }, makeRandom(1)).rounds).toBe(14);
  });

  it('runs one round of a budget that is too small, and claims nothing of it', () => {
    const plan = planComparison({ ...request, budgetMs: 1_000 }, makeRandom(1));
    expect(plan).toEqual({ rounds: 1, durationMs: 14_000, smallestClaim: null });
  });
});
