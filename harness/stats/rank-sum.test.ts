import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findShift } from './rank-sum.ts';

/** Two samples in which exactly `u` pairs have the value of the second on top. */
function samplesWithU(sizes: [number, number], u: number): [number[], number[]] {
  const [first, second] = sizes;
  let left = u;
  const after = Array.from({ length: second }, (_, i) => {
    const under = Math.min(first, left);
    left -= under;
    return under - 0.5 - i / 100;
  });
  return [Array.from({ length: first }, (_, i) => i), after];
}

/** Largest U that is significant on two sides at 0.05 and at 0.01 (the common tables of Mann and Whitney's U). */
const CRITICAL: [sizes: [number, number], at5: number, at1: number][] = [
  [[5, 5], 2, 0],
  [[6, 6], 5, 2],
  [[6, 8], 8, 4],
  [[20, 6], 27, 18],
  [[8, 8], 13, 7],
  [[10, 10], 23, 16],
  [[15, 15], 64, 51],
  [[20, 20], 127, 105],
];

describe('the p-value', () => {
  it('turns significant exactly where the published tables say', () => {
    for (const [sizes, at5, at1] of CRITICAL) {
      for (const [critical, alpha] of [
        [at5, 0.05],
        [at1, 0.01],
      ] as const) {
        expect(findShift(...samplesWithU(sizes, critical)).p).toBeLessThanOrEqual(alpha);
        expect(findShift(...samplesWithU(sizes, critical + 1)).p).toBeGreaterThan(alpha);
      }
    }
  });

  it('agrees with an independent computation (scipy 1.17)', () => {
    expect(findShift([1.1, 2.2, 8.3, 3.4, 4.5, 2.9, 6.1], [5.1, 6.2, 7.3, 9.9, 4.4]).p).toBeCloseTo(14 / 132, 12);
    expect(findShift(...samplesWithU([30, 6], 11)).p).toBeCloseTo(0.00017352982248617922, 15);
    const first = Array.from({ length: 20 }, (_, i) => i * 1.7 - 2.03);
    const second = Array.from({ length: 20 }, (_, i) => i + 0.5);
    expect(findShift(first, second).p).toBeCloseTo(0.20119448043711713, 12);
  });

  it('counts ties against significance', () => {
    const { p } = findShift([1, 2, 3, 4, 5], [6, 7, 8, 9, 10]);
    expect(p).toBeCloseTo(2 / 252, 12);
    expect(findShift([1, 2, 3, 4, 6], [6, 7, 8, 9, 10]).p).toBeGreaterThan(p);
    expect(findShift([3, 3, 3], [3, 3, 3]).p).toBe(1);
  });
});

describe('the shift', () => {
  it('is the median difference, with an interval that holds it', () => {
    const shift = findShift([10, 11, 12, 13, 14, 15, 16, 17], [20, 21, 22, 23, 24, 25, 26, 27]);
    expect(shift.estimate).toBe(10);
    expect(shift.interval(0.99)).toEqual({ low: 6, high: 14, attained: expect.closeTo(0.993, 3) });
  });

  it('is unbounded where there are too few values for the level', () => {
    expect(findShift([1, 2, 3], [4, 5, 6]).interval(0.99)).toBe('unbounded');
  });

  const sample = fc.array(fc.integer({ min: -1_000, max: 1_000 }), { minLength: 1, maxLength: 12 });

  it('turns round when the samples change places, and moves with one of them', () => {
    fc.assert(
      fc.property(sample, sample, fc.integer({ min: -500, max: 500 }), (before, after, by) => {
        const shift = findShift(before, after);
        const turned = findShift(after, before);
        expect(turned.estimate).toBeCloseTo(-shift.estimate, 9);
        expect(turned.p).toBe(shift.p);
        const moved = after.map((value) => value + by);
        expect(findShift(before, moved).estimate).toBeCloseTo(shift.estimate + by, 9);
      }),
    );
  });
});
