import { onTestFinished, vi } from 'vitest';

export interface HeldTimers {
  /** How many wait for their time. */
  waiting(): number;
  /** Lets so much time pass for them. */
  advance(byMs: number): void;
}

/**
 * Holds the global timers of this process until the end of the test, also those of a server in it: they fire when the
 * test says so, however busy the machine is. What waits by node:timers/promises goes on, as `eventually` does;
 * `expect.poll` would let time pass.
 */
export function holdTimers(): HeldTimers {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
  onTestFinished(() => {
    vi.useRealTimers();
  });
  return { waiting: () => vi.getTimerCount(), advance: (byMs) => vi.advanceTimersByTime(byMs) };
}
