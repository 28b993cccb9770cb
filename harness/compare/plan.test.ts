import { describe, expect, it } from 'vitest';
import { makeRandom } from '../core/random.ts';
import { decisionsOf, findSmallestClaim, planComparison, usualRounds } from './plan.ts';
import { leastRoundsOf } from './verdict.ts';

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

describe('the usual rounds', () => {
  it('are twelve, and more where the family of decisions needs them, in a balanced order where that is near', () => {
    expect([2, 3, 4, 5, 6, 11].map((count) => usualRounds(count, count))).toEqual([12, 16, 15, 14, 14, 15]);
  });

  it('leave every family room for two rounds that lean the other way', () => {
    for (let configurations = 2; configurations <= 20; configurations += 1) {
      expect(usualRounds(configurations, configurations)).toBeGreaterThanOrEqual(
        leastRoundsOf(decisionsOf(configurations)) + 2,
      );
    }
  });
});

describe('the plan', () => {
  const request = {
    configurations: 2,
    among: 2,
    overheadMs: 2_000,
    requestMs: 1,
    requests: 5_000,
    leastRequests: 1_000,
  };

  it('fills the budget with whole rounds', () => {
    expect(planComparison({ ...request, budgetMs: 430_000 })).toEqual({
      rounds: 20,
      requests: 5_000,
      sufficientMs: null,
    });
  });

  it('shortens the windows before the rounds are too few for a claim', () => {
    expect(planComparison({ ...request, budgetMs: 144_000 })).toEqual({
      rounds: 12,
      requests: 2_000,
      sufficientMs: null,
    });
  });

  it('names the budget that would do where not even the shortest windows fit', () => {
    expect(planComparison({ ...request, budgetMs: 60_000 })).toEqual({
      rounds: 6,
      requests: 1_000,
      sufficientMs: 108_000,
    });
    expect(planComparison({ ...request, budgetMs: 108_000 })).toMatchObject({ rounds: 12, sufficientMs: null });
  });

  it('runs one round of a budget that is too small', () => {
    expect(planComparison({ ...request, budgetMs: -1_000 })).toMatchObject({ rounds: 1, requests: 1_000 });
  });
});
