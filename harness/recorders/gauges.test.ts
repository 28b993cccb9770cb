import { expect, it } from 'vitest';
import { IN_A_WATCH, nextAskMs, UNDER_LOAD } from './gauges.ts';

it('a gauge under load is asked four times a second at most, and for a twentieth of the time', () => {
  const nextMs = [0, 1, 12, 15, 100].map((tookMs) => nextAskMs(tookMs, UNDER_LOAD.everyMs));
  expect(nextMs).toEqual([250, 250, 250, 300, 2_000]);
});

it('a gauge of a watch is asked as often as the kernel at most, twice a second, and for a twentieth of the time', () => {
  const nextMs = [0, 12, 25, 30, 100].map((tookMs) => nextAskMs(tookMs, IN_A_WATCH.everyMs));
  expect(nextMs).toEqual([500, 500, 500, 600, 2_000]);
});
