import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { feedLines } from './feed.ts';

const ORDER = { lines: 1_000, durationMs: null, deadlineMs: 50 };
const LINES = { linesPerSecond: 1_000_000, line: () => 'x'.repeat(1_000) };

it('a reader that takes nothing until its deadline is fed no more, though nothing bounds the time', async () => {
  const nobodyReads = new PassThrough();
  const { lines, heldUpMs } = await feedLines(nobodyReads, { order: ORDER, ...LINES }, new AbortController().signal);
  expect(lines).toBeLessThanOrEqual(1_000);
  expect(heldUpMs).toBeGreaterThan(0);
  expect(nobodyReads.writableNeedDrain).toBe(true);
});

it('a reader that takes all of it is not held against anybody', async () => {
  const reader = new PassThrough().resume();
  const { lines } = await feedLines(reader, { order: ORDER, ...LINES }, new AbortController().signal);
  expect(lines).toBe(1_000);
});
