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
