import { expect, it } from 'vitest';
import { Quiet } from './quiet.ts';

it('a stretch without work lasts from the end of one request to the start of the next', () => {
  const quiet = new Quiet();
  quiet.set(1, 10);
  quiet.set(0, 20);
  quiet.set(1, 170);
  quiet.set(2, 200);
  quiet.set(1, 400);
  expect(quiet.take(1, 500)).toEqual([{ startClockMs: 20, endClockMs: 170 }]);
});

it('streams that are held open are no work', () => {
  const quiet = new Quiet();
  quiet.hold(1, 1, 0);
  quiet.set(2, 150);
  quiet.set(1, 300);
  // The one after the answer is too short to be told.
  expect(quiet.take(1, 310)).toEqual([{ startClockMs: 0, endClockMs: 150 }]);
});

it('a stretch that goes on is told in both windows', () => {
  const quiet = new Quiet();
  quiet.set(0, 0);
  expect(quiet.take(0, 200)).toEqual([{ startClockMs: 0, endClockMs: 200 }]);
  quiet.set(1, 350);
  expect(quiet.take(1, 400)).toEqual([{ startClockMs: 200, endClockMs: 350 }]);
});
