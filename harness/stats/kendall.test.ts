import { expect, it } from 'vitest';
import { criticalS, kendallS } from './kendall.ts';

it('is the number of pairs for a rising series, its negative for a falling one and 0 for a flat one', () => {
  expect(kendallS([1, 2, 3, 4, 5])).toBe(10);
  expect(kendallS([5, 4, 3, 2, 1])).toBe(-10);
  expect(kendallS([7, 7, 7])).toBe(0);
  expect(kendallS([1, 3, 2, 4])).toBe(4);
});

it('has the critical values of the published tables', () => {
  // One-sided 5 % (Hollander and Wolfe, table of Kendall's K): n = 4 to 12.
  expect([4, 5, 6, 7, 8, 9, 10, 11, 12].map((n) => criticalS(n, 0.05))).toEqual([6, 8, 11, 13, 16, 18, 21, 23, 26]);
});
