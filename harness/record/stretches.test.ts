import { expect, it } from 'vitest';
import { LongestStretches, longestOverlapMs, sinceOrigin } from './stretches.ts';

it('the longest stretches are kept, bounded and longest first, and no short ones', () => {
  const stretches = new LongestStretches();
  for (let ms = 0; ms < 1_000; ms += 1) stretches.add(5_000, 5_000 + ms);
  const kept = sinceOrigin(stretches.list(), 5_000);
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

it('a stretch is kept from a tenth of a second on, and from the fifty-first on only if it is longer than the shortest', () => {
  const stretches = new LongestStretches();
  stretches.add(0, 100);
  expect(stretches.list()).toEqual([{ startClockMs: 0, endClockMs: 100 }]);
  for (let at = 1; at <= 49; at += 1) stretches.add(1_000 * at, 1_000 * at + 200);
  stretches.add(60_000, 60_100);
  expect(stretches.list().at(-1)).toEqual({ startClockMs: 0, endClockMs: 100 });
  stretches.add(70_000, 70_101);
  expect(stretches.list().at(-1)).toEqual({ startClockMs: 70_000, endClockMs: 70_101 });
});

it('stretches are given in whole milliseconds after the origin', () => {
  expect(sinceOrigin([{ startClockMs: 10.4, endClockMs: 120.6 }], 10)).toEqual([{ startMs: 0, endMs: 111 }]);
});

it('only what both stretches have in common is an overlap, and the longest one of several counts', () => {
  const stretch = { startMs: 100, endMs: 200 };
  const other = (startMs: number, endMs: number) => ({ startMs, endMs });
  expect(longestOverlapMs(stretch, [other(200, 300)])).toBe(0);
  expect(longestOverlapMs(stretch, [other(199, 300)])).toBe(1);
  expect(longestOverlapMs(stretch, [other(0, 900)])).toBe(100);
  expect(longestOverlapMs(stretch, [other(110, 150), other(150, 160)])).toBe(40);
});
