import { expect, it } from 'vitest';
import { ServerIdle } from './server-idle.ts';

it('a stretch without work lasts from the end of one request to the start of the next', () => {
  const idle = new ServerIdle();
  idle.set(1, 10);
  idle.set(0, 20);
  idle.set(1, 170);
  idle.set(2, 200);
  idle.set(1, 400);
  expect(idle.take(1, 500)).toEqual([{ startClockMs: 20, endClockMs: 170 }]);
});

it('streams that are held open are no work', () => {
  const idle = new ServerIdle();
  idle.hold(1, 1, 0);
  idle.set(2, 150);
  idle.set(1, 300);
  // The one after the answer is too short to be reported.
  expect(idle.take(1, 310)).toEqual([{ startClockMs: 0, endClockMs: 150 }]);
});

it('a stretch that goes on is reported in both windows', () => {
  const idle = new ServerIdle();
  idle.set(0, 0);
  expect(idle.take(0, 200)).toEqual([{ startClockMs: 0, endClockMs: 200 }]);
  idle.set(1, 350);
  expect(idle.take(1, 400)).toEqual([{ startClockMs: 200, endClockMs: 350 }]);
});

it('a stretch is as much shorter as the machine did not let the server run', () => {
  let lostMs = 0;
  const idle = new ServerIdle({ totalMs: () => lostMs });
  idle.set(0, 0);
  lostMs = 300;
  idle.set(1, 500);
  idle.set(0, 510);
  lostMs = 700;
  // Whatever came meanwhile was not read.
  idle.set(1, 900);
  expect(idle.take(1, 900)).toEqual([{ startClockMs: 300, endClockMs: 500 }]);
});
