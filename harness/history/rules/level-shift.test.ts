import { describe, expect, it } from 'vitest';
import { makeRandom } from '../../core/random.ts';
import { makeNoise, sharedMachine } from '../../stats/noise.ts';
import { shareOf } from '../../stats/testing/share.ts';
import { findLevelShift } from './level-shift.ts';

const before = Array.from({ length: 30 }, (_, i) => 1 + ((i % 5) - 2) / 100);
const times = (factor: number, nights = 6) => before.slice(0, nights).map((value) => value * factor);

it('finds a level that is worse or better, by 8 % at least', () => {
  expect(findLevelShift([...before, ...times(1.1)])).toBe('worse');
  expect(findLevelShift([...before, ...times(1 / 1.1)])).toBe('better');
  expect(findLevelShift([...before, ...times(1.07)])).toBe('none');
  expect(findLevelShift([...before, ...times(1)])).toBe('none');
});

it('needs six nights of the new level and thirty before them', () => {
  expect(findLevelShift([...before, ...times(1.2, 4)])).toBe('none');
  expect(findLevelShift([...before.slice(1), ...times(1.2)])).toBe('none');
});

describe('at 5 % noise with some memory and disturbed nights', () => {
  const nights = (seed: number, count: number, from: number, factor: number) => {
    const noise = { ...sharedMachine(0), driftSd: 0.05, driftMemory: 0.3, slopePerWindow: 0, interferedShare: 0.05 };
    const next = makeNoise({ ...noise, interference: [0.1, 0.3] }, makeRandom(seed));
    return Array.from({ length: count }, (_, night) => Math.exp(next()) * (night >= from ? factor : 1));
  };
  const anyWorse = (values: readonly number[]) =>
    values.slice(36).some((_, i) => findLevelShift(values.slice(0, 37 + i)) === 'worse');

  it('calls one clean month in twenty worse at most', () => {
    expect(shareOf(300, (seed) => anyWorse(nights(seed, 66, 0, 1))).atMost).toBeLessThan(0.05);
  });

  it('finds 20 % within 14 nights in more than 8 of 10 series', () => {
    expect(shareOf(300, (seed) => anyWorse(nights(seed, 59, 45, 1.2))).atLeast).toBeGreaterThan(0.83);
  });
});
