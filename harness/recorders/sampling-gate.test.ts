import { expect, it } from 'vitest';
import { HandClock } from '../core/testing/hand-clock.ts';
import { SamplingGate } from './sampling-gate.ts';

/** Requests in each of ten seconds that were let through, of a client that sends that many. */
function letThrough(perSecond: number): number[] {
  const clock = new HandClock();
  const gate = new SamplingGate(clock);
  const seconds = Array.from({ length: 10 }, () => 0);
  for (let sent = 0; sent < perSecond * 10; sent += 1) {
    clock.advance((sent * 1_000) / perSecond - clock.nowMs());
    const second = Math.floor(clock.nowMs() / 1_000);
    if (gate.lets()) seconds[second] = (seconds[second] ?? 0) + 1;
  }
  return seconds;
}

it('times every request of a client that sends few', () => {
  for (const perSecond of [1, 60, 90]) {
    expect(letThrough(perSecond)).toEqual(Array.from({ length: 10 }, () => perSecond));
  }
});

it('times about 100 a second of a client that sends many, spread over the run', () => {
  for (const perSecond of [4_000, 20_000, 100_000]) {
    const seconds = letThrough(perSecond);
    const total = seconds.reduce((sum, count) => sum + count, 0);
    expect(total).toBeGreaterThan(800);
    expect(total).toBeLessThan(1_500);
    if (perSecond < 20_000) expect(Math.min(...seconds)).toBeGreaterThan(0);
  }
});

it('begins with the first request', () => {
  expect(new SamplingGate(new HandClock(123_456)).lets()).toBe(true);
});

it('times all but a few requests of a client that grows slow', () => {
  const clock = new HandClock();
  const gate = new SamplingGate(clock);
  for (; clock.nowMs() < 100; clock.advance(0.01)) gate.lets();
  clock.advance(60_000);
  const slow = Array.from({ length: 100 }, () => {
    clock.advance(1_000);
    return gate.lets();
  });
  expect(slow.filter((isTimed) => !isTimed).length).toBeLessThan(8);
  expect(slow.slice(8)).not.toContain(false);
});
