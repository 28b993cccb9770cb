import { expect, it } from 'vitest';
import { adjustHolm } from './holm.ts';

it('multiplies the smallest p-value by the number of tests, the next by one less, and never lets the order turn', () => {
  // The values of R's p.adjust(c(.01, .04, .03, .005), 'holm').
  expect(adjustHolm([0.01, 0.04, 0.03, 0.005])).toEqual([0.03, 0.06, 0.06, 0.02].map((p) => expect.closeTo(p, 12)));
});

it('leaves a single test alone and never exceeds 1', () => {
  expect(adjustHolm([0.2])).toEqual([0.2]);
  expect(adjustHolm([0.9, 0.8])).toEqual([1, 1]);
  expect(adjustHolm([])).toEqual([]);
});
