import { expect, it } from 'vitest';
import { fittingIn } from './step-summary.ts';

const LINES = Array.from({ length: 100 }, (_, line) => `line ${line} ✓`).join('\n');

it('stands as it is where there is room for it', () => {
  expect(fittingIn(LINES, Buffer.byteLength(LINES))).toBe(LINES);
});

it.each([100, 101, 102, 103, 500])('fits into %i bytes with whole lines, and says that there is more', (room) => {
  const fitting = fittingIn(LINES, room);
  expect(Buffer.byteLength(fitting)).toBeLessThanOrEqual(room);
  const lines = fitting.split('\n');
  expect(lines.slice(-3)).toEqual(['', expect.stringContaining('The rest is in the reports'), '']);
  expect(LINES.split('\n').slice(0, lines.length - 3)).toEqual(lines.slice(0, -3));
});

it.each([0, 5, -1])('is nothing where there is room for %i bytes', (room) => {
  expect(fittingIn(LINES, room)).toBe('');
});
