import { setTimeout as sleep } from 'node:timers/promises';
import { monotonicMs } from './clock.ts';

/**
 * Looks until the look satisfies, at growing intervals (10 ms doubled up to 250 ms), for at most `deadlineMs`.
 * Resolves with the last look either way: the caller judges it. The idea is goleak's: retry until clean, accuse late.
 */
export async function lookUntil<T>(
  look: () => Promise<T> | T,
  satisfied: (seen: T) => boolean,
  options: { deadlineMs: number },
): Promise<T> {
  const startedMs = monotonicMs();
  for (let intervalMs = 10; ; intervalMs = Math.min(250, intervalMs * 2)) {
    const seen = await look();
    const leftMs = startedMs + options.deadlineMs - monotonicMs();
    if (satisfied(seen) || leftMs <= 0) return seen;
    await sleep(Math.min(intervalMs, leftMs));
  }
}
