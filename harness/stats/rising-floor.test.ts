import { describe, expect, it } from 'vitest';
import { floorsOf, judgeRise } from './rising-floor.ts';

const rising = [0, 0, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13];

describe('what rises', () => {
  it('looks away from the first two windows, and no further', () => {
    expect(judgeRise([90, 90, ...rising.slice(2)]).isRising).toBe(true);
    expect(judgeRise([0, 0, 90, ...rising.slice(3)]).conditions.steady).toBe(false);
  });

  it('is steady: all but five of 45 pairs of windows rise', () => {
    const swapped = [0, 0, 5, 4, 7, 6, 9, 8, 11, 10, 13, 12];
    expect(judgeRise(swapped)).toMatchObject({ kendallS: 35, kendallNeeded: 35, conditions: { steady: true } });
    const turned = [0, 0, 4, 5, 6, 10, 9, 8, 7, 11, 12, 13];
    expect(judgeRise(turned)).toMatchObject({ kendallS: 33, conditions: { steady: false } });
  });

  it('is not flattening: the second half is at least half as steep', () => {
    const bend = (late: number) => [0, 0, 0, 10, 20, 30, 40, ...[1, 2, 3, 4, 5].map((window) => 40 + late * window)];
    expect(judgeRise(bend(4)).conditions).toMatchObject({ steady: true, notFlattening: true });
    expect(judgeRise(bend(1)).conditions).toMatchObject({ steady: true, notFlattening: false });
  });

  it('is enough: five in all', () => {
    const rise = (by: number) => judgeRise(rising.map((_, window) => window * (by / 9)));
    expect([rise(5.01).isRising, rise(4.99).isRising]).toEqual([true, false]);
  });

  it('is enough: a twentieth of a high level', () => {
    const rise = (by: number) => judgeRise(rising.map((_, window) => 1_000 + window * (by / 9)));
    expect([rise(60).isRising, rise(45).isRising]).toEqual([true, false]);
  });
});

describe('the floors of a line', () => {
  const every = (stepMs: number, toMs: number) => {
    const t = Array.from({ length: Math.floor(toMs / stepMs) + 1 }, (_, step) => step * stepMs);
    return { t, v: t.map((tMs) => tMs / 1_000) };
  };

  it('are the lowest values of twelve windows', () => {
    expect(floorsOf(every(1_000, 24_000), 24_000)).toEqual([0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22]);
  });

  it('are the last value before where nobody looked in a window, and none where looks are fewer than windows', () => {
    const { t, v } = every(1_000, 24_000);
    const without = (from: number, count: number) => ({ t: t.toSpliced(from, count), v: v.toSpliced(from, count) });
    expect(floorsOf(without(4, 2), 24_000)?.slice(0, 4)).toEqual([0, 2, 3, 6]);
    expect(floorsOf(without(0, 13), 24_000)).not.toBeNull();
    expect(floorsOf(without(0, 14), 24_000)).toBeNull();
    expect(floorsOf({ t: [], v: [] }, 24_000)).toBeNull();
  });
});
