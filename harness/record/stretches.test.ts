import { expect, it } from 'vitest';
import { LongestStretches, longestOverlapMs } from './stretches.ts';

it('the longest stretches are kept, bounded and longest first, and no short ones', () => {
  const stretches = new LongestStretches();
  for (let ms = 0; ms < 1_000; ms += 1) stretches.add(5_000, 5_000 + ms);
  const kept = stretches.list(5_000);
  expect(kept).toHaveLength(50);
  expect(kept[0]).toEqual({ startMs: 0, endMs: 999 });
  const short = new LongestStretches();
  short.add(0, 99);
  expect(short.list()).toEqual([]);
});

it('two stretches overlap for as long as both go on', () => {
  const stretch = { startMs: 100, endMs: 200 };
  expect(longestOverlapMs(stretch, [])).toBe(0);
  expect(longestOverlapMs(stretch, [{ startMs: 0, endMs: 90 }])).toBe(0);
  expect(
    longestOverlapMs(stretch, [
      { startMs: 0, endMs: 130 },
      { startMs: 140, endMs: 999 },
    ]),
  ).toBe(60);
});
