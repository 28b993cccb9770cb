import { setTimeout as sleep } from 'node:timers/promises';
import { monotonicMs } from '../clock.ts';

/**
 * How long a test may take: two cores are shared with all that a test starts, and with whatever else the machine does.
 * Ten times what the longest one takes on a machine that does nothing else.
 */
export const TEST_TIMEOUT_MS = 600_000;

/**
 * How long a test waits for what must come. Longer than any machine takes, so that only what never comes fails, and
 * shorter than the test may take, so that the failure says what was seen instead.
 */
export const PATIENCE_MS = 120_000;

/**
 * Looks until the look satisfies, however long the machine takes; resolves with the last look, which the test judges.
 * Looks again after 1 ms and then ever later, up to 50 ms: in a test's own process most things are there in the next
 * turn.
 */
export async function eventually<T>(look: () => Promise<T> | T, satisfied: (seen: T) => boolean): Promise<T> {
  const startedMs = monotonicMs();
  for (let intervalMs = 1; ; intervalMs = Math.min(50, intervalMs * 2)) {
    const seen = await look();
    if (satisfied(seen) || monotonicMs() - startedMs > PATIENCE_MS) return seen;
    await sleep(intervalMs);
  }
}
