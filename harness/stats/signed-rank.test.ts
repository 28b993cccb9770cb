import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findCentre } from './signed-rank.ts';

/**
 * The values 1 to n, of which those that sum up to `negative` have a minus sign: a sample with that signed-rank
 * statistic.
 */
function sampleWithStatistic(n: number, negative: number): number[] {
  let left = negative;
  return Array.from({ length: n }, (_, i) => n - i).map((rank) => {
    if (rank > left) return rank;
    left -= rank;
    return -rank;
  });
}

/**
 * Largest statistic that is significant on two sides, by n; as printed in the common tables (Wilcoxon and Wilcox 1964).
 */
const CRITICAL: Record<number, Record<number, number>> = {
  0.05: {
    6: 0,
    7: 2,
    8: 3,
    9: 5,
    10: 8,
    11: 10,
    12: 13,
    13: 17,
    14: 21,
    15: 25,
    16: 29,
    17: 34,
    18: 40,
    19: 46,
    20: 52,
  },
  0.01: { 8: 0, 9: 1, 10: 3, 11: 5, 12: 7, 13: 9, 14: 12, 15: 15, 16: 19, 17: 23, 18: 27, 19: 32, 20: 37 },
};

describe('the p-value', () => {
  for (const [alpha, byN] of Object.entries(CRITICAL)) {
    it(`turns significant at ${alpha} exactly where the published table says`, () => {
      for (const [n, critical] of Object.entries(byN)) {
        expect(findCentre(sampleWithStatistic(Number(n), critical)).p).toBeLessThanOrEqual(Number(alpha));
        expect(findCentre(sampleWithStatistic(Number(n), critical + 1)).p).toBeGreaterThan(Number(alpha));
      }
    });
  }

  it('counts ties with zero against significance', () => {
    const clear = [1, 2, 3, 4, 5, 6, 7, 8];
    expect(findCentre(clear).p).toBeCloseTo(2 / 2 ** 8, 12);
    expect(findCentre([0, ...clear.slice(1)]).p).toBeGreaterThan(findCentre(clear).p);
    expect(findCentre([0, 0, 0, 0, 0, 0, 0, 0]).p).toBe(1);
  });
});

describe('estimate and interval', () => {
  const differences = [0.021, -0.013, 0.034, 0.055, 0.008, -0.002, 0.041, 0.062, 0.017, 0.029, -0.03, 0.048];

  it('agree with an independent computation (scipy 1.17)', () => {
    const centre = findCentre(differences);
    expect(centre.p).toBeCloseTo(0.02685546875, 12);
    expect(centre.estimate).toBeCloseTo(0.02375, 12);
    expect(centre.interval(0.99)).toEqual({
      low: expect.closeTo(-0.0045, 12),
      high: 0.048,
      attained: expect.closeTo(0.99072265625, 9),
    });
    expect(centre.interval(0.95)).toMatchObject({ low: expect.closeTo(0.003, 12), high: expect.closeTo(0.0415, 12) });
  });

  it('are unbounded where there are too few values for the level', () => {
    expect(findCentre([1, 2, 3, 4, 5, 6, 7]).interval(0.99)).toBe('unbounded');
    expect(findCentre([1, 2, 3, 4, 5, 6, 7, 8]).interval(0.99)).toMatchObject({ low: 1, high: 8 });
    expect(findCentre([1, 2, 3, 4, 5]).interval(0.95)).toBe('unbounded');
  });
});

const someValues = fc.array(fc.integer({ min: -1_000, max: 1_000 }), { minLength: 8, maxLength: 24 });

it('moves with a shift, stretches with a unit and turns round with the sign', () => {
  fc.assert(
    fc.property(someValues, fc.integer({ min: -500, max: 500 }), (values, shift) => {
      const base = findCentre(values);
      const moved = findCentre(values.map((value) => value + shift));
      expect(moved.estimate).toBe(base.estimate + shift);
      const stretched = findCentre(values.map((value) => value * 4));
      expect(stretched.estimate).toBe(base.estimate * 4);
      expect(stretched.p).toBe(base.p);
      const turned = findCentre(values.map((value) => -value));
      expect(turned.estimate).toBeCloseTo(-base.estimate, 9);
      expect(turned.p).toBe(base.p);
      const [interval, mirror] = [base.interval(0.99), turned.interval(0.99)];
      if (interval === 'unbounded' || mirror === 'unbounded') throw new Error('eight values bound a 99 % interval');
      expect(mirror.low).toBeCloseTo(-interval.high, 9);
    }),
  );
});

it('does not care for the order of the values', () => {
  fc.assert(
    fc.property(someValues, (values) => {
      expect(findCentre(values.toReversed()).p).toBe(findCentre(values).p);
      expect(findCentre(values.toSorted()).estimate).toBe(findCentre(values).estimate);
    }),
  );
});

it('excludes zero from the 99 % interval exactly where p is at most 0.01', () => {
  fc.assert(
    fc.property(someValues, fc.integer({ min: -1_500, max: 1_500 }), (values, shift) => {
      const centre = findCentre(values.map((value) => value + shift));
      const interval = centre.interval(0.99);
      if (interval === 'unbounded') throw new Error('eight values bound a 99 % interval');
      expect(interval.low > 0 || interval.high < 0).toBe(centre.p <= 0.01);
    }),
  );
});
