import fc from 'fast-check';
import { expect, it } from 'vitest';
import { StepFold } from './step-fold.ts';

const steps = fc.array(fc.tuple(fc.integer({ min: 0, max: 50 }), fc.nat(100)), { minLength: 1, maxLength: 400 });

it('never loses a peak and ends at the last value, however many steps are folded', () => {
  fc.assert(
    fc.property(steps, (given) => {
      const fold = new StepFold({ tickMs: 10, maxBuckets: 8 });
      let tMs = 0;
      for (const [afterMs, value] of given) {
        tMs += afterMs;
        fold.set(tMs, value);
      }
      const { t, v } = fold.series(0);
      expect(Math.max(...v)).toBe(Math.max(...given.map(([, value]) => value)));
      expect(v.at(-1)).toBe(given.at(-1)?.[1]);
      expect(t).toEqual([...t].sort((a, b) => a - b));
      // Each tick makes two points at most.
      expect(t.length).toBeLessThanOrEqual(16);
    }),
  );
});

it('keeps every step that has a tick of its own', () => {
  const fold = new StepFold({ tickMs: 10 });
  fold.set(0, 1);
  fold.set(10, 5);
  fold.set(30, 2);
  expect(fold.series(0)).toEqual({ t: [0, 10, 30, 39], v: [1, 5, 5, 2] });
});

it('tells of a value that flickers the least and the mean of each tick, and what it was between two steps', () => {
  const fold = new StepFold({ tickMs: 10 });
  fold.set(0, 4);
  fold.set(5, 2);
  fold.set(6, 4);
  fold.set(32, 0);
  expect(fold.spread(0)).toEqual({
    low: { t: [0, 10, 30], v: [0, 4, 0] },
    mean: { t: [0, 10, 30, 40], v: [3.8, 4, 0.8, 0] },
  });
});

it('keeps the least value and the area of a line, however many steps are folded', () => {
  fc.assert(
    fc.property(steps, (given) => {
      const fold = new StepFold({ tickMs: 10, maxBuckets: 8 });
      let [tMs, area, before] = [0, 0, 0];
      for (const [afterMs, value] of given) {
        area += before * afterMs;
        tMs += afterMs;
        before = value;
        fold.set(tMs, value);
      }
      const { low, mean } = fold.spread(0);
      const endMs = mean.t.at(-1) ?? 0;
      expect(Math.min(...low.v)).toBeLessThanOrEqual(Math.min(...given.map(([, value]) => value)));
      expect(mean.v.at(-1)).toBe(before);
      // The mean is told to a tenth.
      const expected = area + before * (endMs - tMs);
      expect(Math.abs(areaOf(mean) - expected)).toBeLessThanOrEqual(0.05 * endMs + 1);
    }),
  );
});

function areaOf({ t, v }: { t: number[]; v: number[] }): number {
  return v.reduce((sum, value, index) => sum + value * ((t[index + 1] ?? t[index] ?? 0) - (t[index] ?? 0)), 0);
}
