import type { Clock } from '../../core/clock.ts';
import { messageOf } from '../../core/errors.ts';
import type { Lost } from '../../core/lost-time.ts';
import { afterAwake } from '../../core/patient-timer.ts';
import type { CloseOutcome } from '../../record/evidence/case.ts';

/** How long, in milliseconds, close() takes as a rule, and at most: what settles between the two is late. */
export interface Grace {
  usualMs: number;
  longestMs: number;
}

interface Time {
  clock: Clock;
  /** What the machine takes away of this process. */
  lost: Lost;
}

/** Calls close() and waits until it settles, or for the longest that it may take. */
export async function closeWithin(
  close: () => Promise<void>,
  { usualMs, longestMs }: Grace,
  { clock, lost }: Time,
): Promise<CloseOutcome> {
  const startedMs = clock.nowMs();
  let isLate = false;
  const ending = (outcome: CloseOutcome['outcome'], message: string | null = null): CloseOutcome => {
    return { outcome, tookMs: clock.nowMs() - startedMs, message, ...(outcome === 'closed' && isLate && { isLate }) };
  };
  return new Promise((resolve) => {
    const settle = (outcome: CloseOutcome) => {
      for (const cancel of cancels) cancel();
      resolve(outcome);
    };
    const cancels = [
      afterAwake(clock, usualMs, () => (isLate = true), { lost }),
      afterAwake(clock, longestMs, () => settle(ending('hung')), { lost }),
    ];
    close().then(
      () => settle(ending('closed')),
      (error) => settle(ending('threw', messageOf(error))),
    );
  });
}
