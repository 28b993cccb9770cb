import { expect, it } from 'vitest';
import { findSlope } from './theil-sen.ts';

const points = [
  [0, 1],
  [1, 3],
  [2, 2],
  [4, 5],
  [5, 4],
  [6, 6],
  [8, 9],
  [9, 8],
  [10, 7],
  [11, 12],
  [13, 11],
  [15, 10],
].map(([x = 0, y = 0]) => ({ x, y }));

it('agrees with an independent computation, gaps in x included (scipy 1.17, exact limits)', () => {
  const slope = findSlope(points);
  expect(slope.estimate).toBeCloseTo(2 / 3, 12);
  expect(slope.interval(0.95)).toEqual({ low: 0.5, high: 1, attained: expect.closeTo(0.95526310141, 9) });
  expect(slope.interval(0.99)).toEqual({
    low: expect.closeTo(4 / 9, 9),
    high: 1,
    attained: expect.closeTo(0.99124, 5),
  });
});

it('does not care for the order of the points', () => {
  expect(findSlope(points.toReversed()).estimate).toBe(findSlope(points).estimate);
});

it('is not moved by a quarter of wild points', () => {
  const line = Array.from({ length: 20 }, (_, x) => ({ x, y: x % 4 === 1 ? 1_000 * x : 3 * x }));
  expect(findSlope(line).estimate).toBe(3);
});

it('has no interval of two points', () => {
  expect(findSlope(points.slice(0, 2)).interval(0.95)).toBe('unbounded');
});
