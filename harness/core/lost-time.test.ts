import { afterEach, expect, it, vi } from 'vitest';
import { LostTime } from './lost-time.ts';

const clocks = { at: 0, cpu: 0, nowMs: () => clocks.at, cpuMs: () => clocks.cpu };

/** The machine's clock goes on by `ms`, of which the process computes `cpuMs`. */
function pass(ms: number, cpuMs = 0): void {
  clocks.at += ms;
  clocks.cpu += cpuMs;
}

let watching: LostTime | undefined;
const watch = () => {
  watching = new LostTime(clocks);
  return watching;
};
afterEach(() => {
  watching?.stop();
  vi.useRealTimers();
});

it('is what a process waited for a core, and nothing where its beats are in time', () => {
  vi.useFakeTimers();
  const lost = watch();
  for (let beat = 0; beat < 40; beat += 1) {
    // Timers are late by a little everywhere.
    pass(27);
    vi.advanceTimersByTime(25);
  }
  expect(lost.totalMs()).toBe(0);
  pass(400, 5);
  vi.advanceTimersByTime(25);
  expect(lost.totalMs()).toBe(400 - 25 - 5);
});

it('is told before the late beat, too, and once', () => {
  vi.useFakeTimers();
  const lost = watch();
  pass(300);
  expect(lost.totalMs()).toBe(275);
  vi.advanceTimersByTime(25);
  expect(lost.totalMs()).toBe(275);
});

it('is nothing where the process blocks its event loop itself', () => {
  vi.useFakeTimers();
  const lost = watch();
  pass(2_000, 1_990);
  expect(lost.totalMs()).toBe(0);
});
