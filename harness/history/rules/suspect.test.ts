import { expect, it } from 'vitest';
import { isSuspect } from './suspect.ts';

/** Nights that scatter so little that 5 % above the median of 1 is the limit. */
const calm = Array.from({ length: 30 }, (_, i) => 1 + (i % 3) / 1_000);
const noisy = Array.from({ length: 30 }, (_, i) => 1 + ((i % 5) - 2) / 20);

it('suspects three high nights in a row', () => {
  expect(isSuspect([...calm, 1.06, 1.06, 1.06])).toBe(true);
});

it('does not suspect two, nor three with a normal one among them', () => {
  expect(isSuspect([...calm, 1.2, 1.2])).toBe(false);
  expect(isSuspect([...calm, 1.2, 1, 1.2])).toBe(false);
});

it('takes less than 5 % for noise, and more than that where the nights scatter more', () => {
  expect(isSuspect([...calm, 1.05, 1.05, 1.05])).toBe(false);
  // Median 1, MAD 0.05: high begins at 1 + 1.5 x 1.4826 x 0.05 = 1.111.
  expect(isSuspect([...noisy, 1.11, 1.11, 1.11])).toBe(false);
  expect(isSuspect([...noisy, 1.112, 1.112, 1.112])).toBe(true);
});

it('needs 15 earlier nights', () => {
  expect(isSuspect([...calm.slice(0, 14), 2, 2, 2])).toBe(false);
  expect(isSuspect([...calm.slice(0, 15), 2, 2, 2])).toBe(true);
  expect(isSuspect([])).toBe(false);
});

it('looks back on 30 nights and no further', () => {
  expect(isSuspect([...new Array(100).fill(5), ...calm, 1.06, 1.06, 1.06])).toBe(true);
});
