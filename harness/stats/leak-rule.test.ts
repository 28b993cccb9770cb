import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { verifyResiduals } from './leak-rule.ts';

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
