import type { Clock } from './clock.ts';

/** A busy machine makes a timer that late without keeping anybody from answering. */
const LATE_MS = 1_000;

/**
 * Calls `work` after `delayMs`, unless what this returns is called before. Where it would come late, this process was
 * kept from running, by a machine that slept or was stopped, and so were those it waits for: all of it begins anew.
 */
export function afterAwake(clock: Clock, delayMs: number, work: () => void): () => void {
  const dueMs = clock.nowMs() + delayMs;
  let cancel = clock.after(delayMs, () => {
    if (clock.nowMs() - dueMs < LATE_MS) work();
    else cancel = afterAwake(clock, delayMs, work);
  });
  return () => cancel();
}
