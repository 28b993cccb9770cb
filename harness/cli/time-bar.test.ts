import stringWidth from 'string-width';
import { expect, it } from 'vitest';
import { barLines } from './time-bar.ts';

const barred = (leftMs: number, more = {}) => ({
  leftMs: () => leftMs,
  what: () => 'enforce-limit · limit-5 · load',
  ...more,
});

it('fills with the time that has passed of the whole, and says what is left and what is going on', () => {
  expect(barLines(barred(6_000), { elapsedMs: 2_000, width: 80 })).toEqual([
    '██████░░░░░░░░░░░░░░░░░░ about 6 s left enforce-limit · limit-5 · load',
  ]);
  expect(barLines(barred(0), { elapsedMs: 0, width: 80 })[0]).toMatch(/^░{24} about 0 s left/);
});

it.each([20, 44, 60])('fits into %d columns, with a line below it', (width) => {
  const lines = barLines(barred(1_000, { below: () => 'x'.repeat(100) }), { elapsedMs: 1_000, width });
  expect(lines.map((line) => stringWidth(line) <= width)).toEqual([true, true]);
});

it('shows no line below it where there is nothing to show, and nothing that steers a terminal', () => {
  const hostile = { what: () => 'a\u001b[2J\nb', below: () => null };
  expect(barLines(barred(1_000, hostile), { elapsedMs: 1_000, width: 80 })).toEqual([
    '████████████░░░░░░░░░░░░ about 1 s left a b',
  ]);
});
