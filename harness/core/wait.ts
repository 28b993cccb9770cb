import { setTimeout as sleep } from 'node:timers/promises';
import { monotonicMs } from './clock.ts';

/** On a busy machine a single look may take longer than the deadline. */
const LEAST_LOOKS = 3;

/**
 * Looks until the look satisfies, at growing intervals (10 ms doubled up to 250 ms), for `deadlineMs` or three looks,
 * whichever takes longer. Resolves with the last look either way: the caller judges it. The idea is goleak's: retry
 * until clean, accuse late.
 */
export async function lookUntil<T>(
  look: () => Promise<T> | T,
  satisfied: (seen: T) => boolean,
  options: { deadlineMs: number },
): Promise<T> {
  const startedMs = monotonicMs();
  for (let looks = 1, intervalMs = 10; ; looks += 1, intervalMs = Math.min(250, intervalMs * 2)) {
    const seen = await look();
    const leftMs = startedMs + options.deadlineMs - monotonicMs();
    if (satisfied(seen) || (leftMs <= 0 && looks >= LEAST_LOOKS)) return seen;
    await sleep(leftMs > 0 ? Math.min(intervalMs, leftMs) : intervalMs);
  }
}
