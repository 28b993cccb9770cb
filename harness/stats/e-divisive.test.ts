import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeRandom } from '../core/random.ts';
import { findChangePoints } from './e-divisive.ts';
import { makeNoise, sharedMachine } from './noise.ts';
import { shareOf } from './testing/share.ts';

const NIGHTS = 90;

/** Nightly values about 1 with 4 % noise and hardly any memory, times `level(night)`. */
function nights(seed: number, level: (night: number) => number): number[] {
  const noise = makeNoise(
    { ...sharedMachine(0.04), driftSd: 0.01, driftMemory: 0.3, slopePerWindow: 0, interferedShare: 0 },
    makeRandom(seed),
  );
  return Array.from({ length: NIGHTS }, (_, night) => level(night) * Math.exp(noise()));
}

const indexes = (values: readonly number[]) => findChangePoints(values).map(({ index }) => index);

describe('a change of level', () => {
  it('is placed on the first value of the new level, with both levels', () => {
    const values = [10, 11, 10, 11, 10, 11, 10, 11, 20, 21, 20, 21, 20, 21, 20, 21];
    expect(findChangePoints(values)).toEqual([{ index: 8, meanBefore: 10.5, meanAfter: 20.5, p: expect.any(Number) }]);
  });

  it('is found at the night or beside it', () => {
    const near = (seed: number) =>
      indexes(nights(seed, (night) => (night < 45 ? 1 : 1.1))).map((at) => Math.abs(at - 45));
    expect(shareOf(200, (seed) => near(seed).some((nightsOff) => nightsOff <= 3)).atLeast).toBeGreaterThan(0.85);
  });

  it('is seen as two where the level returns', () => {
    const seen = indexes(nights(1, (night) => (night >= 30 && night < 50 ? 1.3 : 1)));
    expect(seen).toEqual([30, 50]);
  });

  it('is seen downwards as well', () => {
    expect(indexes(nights(1, (night) => (night < 60 ? 1.3 : 1)))).toEqual([60]);
  });
});

describe('a series without a change', () => {
  it('shows a point in at most one of ten', () => {
    expect(shareOf(200, (seed) => indexes(nights(seed, () => 1)).length > 0).atMost).toBeLessThan(0.1);
  });

  it('shows none for a single wild night, a change below the least or a constant', () => {
    expect(indexes(nights(3, (night) => (night === 40 ? 2 : 1)))).toEqual([]);
    expect(
      indexes(Array.from({ length: NIGHTS }, (_, night) => (night < 45 ? 1 : 1.04) + (night % 2) / 1_000)),
    ).toEqual([]);
    expect(indexes(new Array(NIGHTS).fill(1))).toEqual([]);
    expect(indexes([1, 2])).toEqual([]);
  });
});

it('places the points alike in any unit and, mirrored, in the reversed series', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 500 }), (seed) => {
      const values = nights(seed, (night) => (night < 40 ? 1 : 1.3));
      expect(indexes(values.map((value) => value * 8))).toEqual(indexes(values));
      const mirrored = indexes(values.toReversed()).map((index) => NIGHTS - index);
      expect(mirrored).toEqual(indexes(values));
    }),
    { numRuns: 20, seed: 1 },
  );
});
