import type { Clock } from './clock.ts';
import { type Lost, NOTHING_LOST } from './lost-time.ts';

/** A busy machine makes a timer that late without keeping anybody from answering. */
const LATE_MS = 1_000;

/** Who is always late is waited for no longer. */
const MOST_TIMES = 5;

/**
 * Calls `work` after `delayMs`, unless what this returns is called before. Where it would come late, this process was
 * kept from running, by a machine that slept or was stopped, and those it waits for may have been, too: all of it
 * begins anew, a few times. So it does for as long as they are known to have `lost`.
 */
export function afterAwake(
  clock: Clock,
  delayMs: number,
  work: () => void,
  { lost = NOTHING_LOST, times = MOST_TIMES }: { lost?: Lost | undefined; times?: number } = {},
): () => void {
  const dueMs = clock.nowMs() + delayMs;
  const lostBeforeMs = lost.totalMs();
  let cancel = clock.after(delayMs, () => {
    const lateMs = clock.nowMs() - dueMs;
    const lostMs = lost.totalMs() - lostBeforeMs;
    const anewMs = lateMs >= LATE_MS ? delayMs : Math.min(delayMs, lostMs);
    if (times <= 1 || anewMs < LATE_MS) work();
    else cancel = afterAwake(clock, anewMs, work, { lost, times: times - 1 });
  });
  return () => cancel();
}
