import { setTimeout as sleep } from 'node:timers/promises';
import { monotonicMs } from '../core/clock.ts';
import { lookUntil } from '../core/wait.ts';
import { type CaseContext, streamsSeen } from './case-context.ts';

/** A count that is the same three times running has come to rest. */
const SAME_LOOKS = 3;
const DEADLINE_MS = 500;

/** Waits until the server has nothing in flight but streams, or late. */
export async function untilAnswered(context: CaseContext, deadlineMs: number): Promise<void> {
  await lookUntil(
    () => context.target.counts(),
    ({ active }) => active <= streamsSeen(context),
    { deadlineMs },
  );
}

/** Waits until the server's counts have stood still for a few looks: what a client did last may still be on its way. */
export async function standStill({ target }: CaseContext): Promise<void> {
  const deadlineMs = monotonicMs() + DEADLINE_MS;
  let same = 0;
  let before = '';
  for (let intervalMs = 5; ; intervalMs = Math.min(50, intervalMs * 2)) {
    const { open, active, requests } = await target.counts();
    const now = `${open} ${active} ${requests}`;
    same = now === before ? same + 1 : 1;
    before = now;
    if (same === SAME_LOOKS || monotonicMs() >= deadlineMs) return;
    await sleep(intervalMs);
  }
}
