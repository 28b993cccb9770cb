import { afterEach, expect, it, vi } from 'vitest';
import { LostTime } from './lost-time.ts';

const clocks = { at: 0, cpu: 0, nowMs: () => clocks.at, cpuMs: () => clocks.cpu };

/** The machine's clock goes on by `ms`, of which the process computes `cpuMs`. */
function pass(ms: number, cpuMs = 0): void {
  clocks.at += ms;
  clocks.cpu += cpuMs;
}

afterEach(() => vi.useRealTimers());

it('is what a process waited for a core, and nothing where its beats are in time', () => {
  vi.useFakeTimers();
  using lost = new LostTime(clocks);
  for (let beat = 0; beat < 40; beat += 1) {
    pass(25);
    vi.advanceTimersByTime(25);
  }
  expect(lost.totalMs()).toBe(0);
  pass(400, 5);
  vi.advanceTimersByTime(25);
  expect(lost.totalMs()).toBe(400 - 25 - 5);
});

it('is told before the late beat, too, and once', () => {
  vi.useFakeTimers();
  using lost = new LostTime(clocks);
  pass(300);
  expect(lost.totalMs()).toBe(275);
  vi.advanceTimersByTime(25);
  expect(lost.totalMs()).toBe(275);
});

it('is nothing where the process blocks its event loop itself', () => {
  vi.useFakeTimers();
  using lost = new LostTime(clocks);
  pass(2_000, 1_990);
  expect(lost.totalMs()).toBe(0);
});
