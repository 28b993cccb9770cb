import { expect, it } from 'vitest';
import { madn } from './madn.ts';

it('is the standard deviation of normal values, whatever an outlier does', () => {
  expect(madn([1, 2, 3, 4, 5])).toBeCloseTo(1.4826, 9);
  expect(madn([1, 2, 3, 4, 1e9])).toBeCloseTo(1.4826, 9);
  expect(madn([7, 7, 7])).toBe(0);
});
