import fc from 'fast-check';
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

describe('the verdict', () => {
  const rising = [0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

  it('shows every figure that it was made of', () => {
    expect(verifyResiduals(rising)).toEqual({
      verdict: 'leak',
      slopePerCycle: 1,
      secondHalfSlope: 1,
      kendallS: 45,
      kendallNeeded: 21,
      halfDifference: 5,
      conditions: { steep: true, steady: true, notFlattening: true, higher: true },
    });
  });

  it('names the condition that a saturating pool does not meet', () => {
    expect(verifyResiduals([0, 0, 2, 6, 9, 11, 12, 13, 13, 13, 13, 13])).toMatchObject({
      verdict: 'clean',
      conditions: { steep: true, steady: true, notFlattening: false, higher: true },
    });
  });

  it('is not given on fewer than ten cycles', () => {
    expect(verifyResiduals(rising.slice(0, 9))).toEqual({ verdict: 'too few cycles', needed: 10 });
    expect(verifyResiduals(rising.slice(0, 10))).toMatchObject({ verdict: 'leak', kendallNeeded: 16 });
  });

  it('is the same whatever was left all along, and in any unit with its own least slope', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(30), { minLength: 10, maxLength: 16 }), fc.nat(100), (residuals, more) => {
        expect(verifyResiduals(residuals.map((value) => value + more))).toEqual(verifyResiduals(residuals));
        const bytes = verifyResiduals(
          residuals.map((value) => value * 65_536),
          { minSlope: 32_768 },
        );
        expect(bytes.verdict).toBe(verifyResiduals(residuals).verdict);
      }),
    );
  });
});

describe('each condition of a leak', () => {
  const conditionsOf = (...residuals: number[]) => {
    const judged = verifyResiduals(residuals);
    return 'conditions' in judged ? judged.conditions : undefined;
  };

  it('looks away from the first two cycles, and no further', () => {
    expect(conditionsOf(90, 90, 1, 2, 3, 4, 5, 6, 7, 8)).toMatchObject({ steady: true, higher: true });
    // Of the eight that are left a Kendall S of 16 is needed: the one high value costs 14 of 28.
    expect(conditionsOf(0, 0, 90, 2, 3, 4, 5, 6, 7, 8)).toMatchObject({ steady: false });
  });

  it('steep: half a thing a cycle', () => {
    const slope = (perCycle: number) => conditionsOf(...Array.from({ length: 12 }, (_, cycle) => perCycle * cycle));
    expect(slope(0.5)).toMatchObject({ steep: true });
    expect(slope(0.499)).toMatchObject({ steep: false });
  });

  it('steady: more pairs of cycles rise than would by chance, one in twenty times', () => {
    // S = 16 of 28 pairs, and one pair more that falls.
    expect(conditionsOf(0, 0, 4, 1, 2, 3, 8, 5, 6, 7)).toMatchObject({ steady: true });
    expect(conditionsOf(0, 0, 4, 1, 2, 3, 8, 5, 7, 6)).toMatchObject({ steady: false });
  });

  it('not flattening: the second half is at least half as steep as the whole', () => {
    const bent = (then: number) => conditionsOf(0, 0, 0, 2, 4, 6, ...[1, 2, 3, 4].map((cycle) => 6 + then * cycle));
    expect(bent(2)).toMatchObject({ notFlattening: true });
    const half = [0, 0, 0, 1, 1, 1, 10, 11, 12, 13];
    expect(verifyResiduals(half)).toMatchObject({ verdict: 'leak', slopePerCycle: 2, secondHalfSlope: 1 });
    expect(bent(0.5)).toMatchObject({ notFlattening: false });
  });

  it('higher: the halves are four times the least slope apart', () => {
    const apart = (step: number) => conditionsOf(0, 0, 1, 1, 1, 1, ...[1, 1, 1, 1].map((one) => one + step));
    expect(apart(2)).toMatchObject({ higher: true });
    expect(apart(1.99)).toMatchObject({ higher: false });
  });

  it('leaves the middle one of an odd number of cycles out of both halves', () => {
    const judged = verifyResiduals([0, 0, 1, 1, 1, 1, 99, 5, 5, 5, 5]);
    expect(judged).toMatchObject({ halfDifference: 4, secondHalfSlope: 0 });
    expect(verifyResiduals([0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9])).toMatchObject({ halfDifference: 5 });
  });
});
