import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { incompleteBeta } from './incomplete-beta.ts';

describe('the incomplete beta function', () => {
  it.each([
    // Two-sided, by the tables of Student's t (NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2).
    { freedom: 1, t: 12.706, p: 0.05 },
    { freedom: 5, t: 2.571, p: 0.05 },
    { freedom: 10, t: 3.169, p: 0.01 },
    { freedom: 30, t: 2.75, p: 0.01 },
    { freedom: 100, t: 3.174, p: 0.002 },
  ])("gives the $p of the printed table of Student's t at $t with $freedom degrees of freedom", ({ freedom, t, p }) => {
    expect(incompleteBeta(freedom / (freedom + t ** 2), freedom / 2, 1 / 2) / p).toBeCloseTo(1, 2);
  });

  it.each([
    // 95 % limits of Clopper and Pearson as printed in Newcombe, Statistics in Medicine 17 (1998), table I, method 5.
    { hits: 81, trials: 263, lower: 0.2527, upper: 0.3676 },
    { hits: 15, trials: 148, lower: 0.0578, upper: 0.1617 },
    { hits: 1, trials: 29, lower: 0.0009, upper: 0.1776 },
  ])('leaves 2.5 % on either side of the printed limits of $hits in $trials', ({ hits, trials, lower, upper }) => {
    expect(incompleteBeta(lower, hits, trials - hits + 1)).toBeCloseTo(0.025, 2);
    expect(1 - incompleteBeta(upper, hits + 1, trials - hits)).toBeCloseTo(0.025, 3);
  });

  it("is Cauchy's distribution for one degree of freedom, in closed form, far into the tail", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 1e6, noNaN: true }), (t) => {
        const exact = (2 / Math.PI) * Math.atan(1 / t);
        expect(incompleteBeta(1 / (1 + t ** 2), 1 / 2, 1 / 2) / exact).toBeCloseTo(1, 10);
      }),
    );
  });

  it('is the sum of the binomial probabilities, in closed form', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 60 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (trials, hits, rate) => {
          fc.pre(hits <= trials);
          expect(incompleteBeta(rate, hits, trials - hits + 1)).toBeCloseTo(atLeast(hits, trials, rate), 10);
        },
      ),
    );
  });

  it('takes samples of thousands, and both ends', () => {
    expect(incompleteBeta(0.5, 5_000, 5_000)).toBeCloseTo(0.5, 10);
    expect(incompleteBeta(0, 3, 4)).toBe(0);
    expect(incompleteBeta(1, 3, 4)).toBe(1);
  });
});

/** The probability of at least this many hits, summed. */
function atLeast(hits: number, trials: number, rate: number): number {
  let sum = 0;
  let ways = 1;
  for (let n = 0; n <= trials; n++) {
    if (n >= hits) sum += ways * rate ** n * (1 - rate) ** (trials - n);
    ways = (ways * (trials - n)) / (n + 1);
  }
  return sum;
}
