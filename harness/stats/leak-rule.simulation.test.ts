import { describe, expect, it } from 'vitest';
import { makeRandom, type Random } from '../core/random.ts';
import { verifyResiduals } from './leak-rule.ts';
import { shareOf } from './testing/share.ts';

/** What is left after the drain of cycle `k`, counted from 1. */
type Residual = (k: number, random: Random) => number;

/** Now and then some connections are still closing when they are counted. */
const stragglers = (share: number, random: Random) => (random() < share ? 1 + Math.floor(3 * random()) : 0);
const warmUp = (size: number, cycles: number, k: number) => Math.round(size * (1 - Math.exp(-k / cycles)));

/** How often series of 12 cycles are called a leak, once and when 24 cycles in all confirm it. */
function leaksFound(series: (random: Random) => Residual) {
  const random = makeRandom(7);
  const trials = Array.from({ length: 1_000 }, () => {
    const residual = series(random);
    const residuals = Array.from({ length: 24 }, (_, i) => residual(i + 1, random));
    const once = verifyResiduals(residuals.slice(0, 12)).verdict === 'leak';
    return { once, confirmed: once && verifyResiduals(residuals).verdict === 'leak' };
  });
  return {
    once: shareOf(trials.length, (i) => trials[i]?.once === true),
    confirmed: shareOf(trials.length, (i) => trials[i]?.confirmed === true),
  };
}

/** A leak whose size per cycle varies as that of independent accidents does (Poisson). */
function accidents(mean: number): (random: Random) => Residual {
  return () => {
    let leaked = 0;
    return (_, random) => {
      for (let left = Math.exp(-mean), product = random(); product > left; product *= random()) leaked++;
      return leaked + stragglers(0.05, random);
    };
  };
}

describe('a client without a leak', () => {
  const clean: [string, (random: Random) => Residual, once: number][] = [
    ['drains to the same few connections', () => (_, random) => 2 + stragglers(0.05, random), 0.01],
    ['is counted while connections still close', () => (_, random) => 2 + stragglers(0.15, random), 0.01],
    ['warms up', () => (k, random) => warmUp(10, 1.5, k) + stragglers(0.05, random), 0.01],
    ['warms up very slowly', () => (k, random) => warmUp(20, 3, k) + stragglers(0.05, random), 0.18],
    [
      'takes a step to a higher level once',
      (seed) => {
        const step = 2 + Math.floor(11 * seed());
        return (k, random) => (k >= step ? 7 : 2) + stragglers(0.05, random);
      },
      0.06,
    ],
  ];
  for (const [what, series, once] of clean) {
    it(`is hardly ever accused when it ${what}, and never twice`, () => {
      const found = leaksFound(series);
      expect(found.once.atMost).toBeLessThanOrEqual(once);
      expect(found.confirmed.atMost).toBeLessThanOrEqual(0.01);
    });
  }
});

describe('a leak', () => {
  const leaking: [string, (random: Random) => Residual, atLeast: number][] = [
    ['one connection per cycle', () => (k, random) => k + stragglers(0.05, random), 0.98],
    ['two per cycle in noise', () => (k, random) => 2 * k + stragglers(0.15, random), 0.98],
    ['one per cycle on top of a warm-up', () => (k, random) => k + warmUp(10, 1.5, k) + stragglers(0.05, random), 0.95],
    ['five accidents per cycle', accidents(5), 0.97],
    ['two accidents per cycle', accidents(2), 0.9],
    ['one accident per cycle', accidents(1), 0.72],
  ];
  for (const [what, series, atLeast] of leaking) {
    it(`of ${what} is found and confirmed`, () => {
      expect(leaksFound(series).confirmed.atLeast).toBeGreaterThanOrEqual(atLeast);
    });
  }
});
