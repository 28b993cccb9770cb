import type { Clock } from './clock.ts';

/** A busy machine makes a timer that late without keeping anybody from answering. */
const LATE_MS = 1_000;

/** Who is always late is waited for no longer. */
const MOST_TIMES = 5;

/**
 * Calls `work` after `delayMs`, unless what this returns is called before. Where it would come late, this process was
 * kept from running, by a machine that slept or was stopped, and those it waits for may have been, too: all of it
 * begins anew, a few times.
 */
export function afterAwake(clock: Clock, delayMs: number, work: () => void, times = MOST_TIMES): () => void {
  const dueMs = clock.nowMs() + delayMs;
  let cancel = clock.after(delayMs, () => {
    if (times <= 1 || clock.nowMs() - dueMs < LATE_MS) work();
    else cancel = afterAwake(clock, delayMs, work, times - 1);
  });
  return () => cancel();
}
