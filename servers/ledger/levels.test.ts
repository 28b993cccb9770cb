import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Levels } from './levels.ts';

/** The same figures the slow way: walk over the whole history for one level. */
function slowly(history: { tMs: number; count: number }[], level: number, endMs: number) {
  let longestMs = 0;
  let totalMs = 0;
  let sinceMs: number | undefined;
  for (const { tMs, count } of [...history, { tMs: endMs, count: 0 }]) {
    if (count >= level) sinceMs ??= tMs;
    else if (sinceMs !== undefined) {
      longestMs = Math.max(longestMs, tMs - sinceMs);
      totalMs += tMs - sinceMs;
      sinceMs = undefined;
    }
  }
  return { longestMs, totalMs };
}

it('knows for every level the longest stretch and the total time at or above it', () => {
  const moves = fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.boolean()), { maxLength: 100 });
  fc.assert(
    fc.property(moves, (given) => {
      const levels = new Levels();
      const history: { tMs: number; count: number }[] = [];
      let tMs = 0;
      for (const [afterMs, up] of given) {
        tMs += afterMs;
        if (up) levels.up(tMs);
        else if (levels.current > 0) levels.down(tMs);
        history.push({ tMs, count: levels.current });
      }
      const endMs = tMs + 5;
      const peak = levels.peak;
      const taken = levels.take(endMs);
      expect(taken.longestMs).toHaveLength(peak);
      for (let level = 1; level <= peak; level += 1) {
        const want = slowly(history, level, endMs);
        expect([taken.longestMs[level - 1], taken.totalMs[level - 1]]).toEqual([want.longestMs, want.totalMs]);
      }
    }),
  );
});

it('begins the next window at the present count', () => {
  const levels = new Levels();
  levels.up(0);
  levels.up(10);
  levels.down(20);
  levels.take(30);
  expect(levels.peak).toBe(1);
  expect(levels.take(50)).toEqual({ longestMs: [20], totalMs: [20] });
});

it('counts no longest stretch longer by what was lost in it, and the total by the clock', () => {
  let lostMs = 7;
  const levels = new Levels({ lost: { totalMs: () => lostMs } });
  levels.up(0);
  lostMs = 37;
  levels.up(32);
  levels.down(34);
  lostMs = 39;
  expect(levels.take(40)).toEqual({ longestMs: [8, 2], totalMs: [40, 2] });
  levels.down(43);
  expect(levels.take(50)).toEqual({ longestMs: [3], totalMs: [3] });
});
