import type { Clock } from '../../core/clock.ts';
import { messageOf } from '../../core/errors.ts';
import type { Lost } from '../../core/lost-time.ts';
import { afterAwake } from '../../core/patient-timer.ts';
import type { CloseOutcome } from '../../record/evidence/case.ts';

/**
 * How long, in milliseconds, close() takes as a rule, and at most: what settles between the two is late. A worker of an
 * older commit knows the deadline alone.
 */
export interface Grace {
  usualMs: number;
  deadlineMs: number;
}

interface Time {
  clock: Clock;
  /** What the machine takes away of this process. */
  lost: Lost;
}

/** Calls close() and waits until it settles, or for the longest that it may take. */
export async function closeWithin(
  close: () => Promise<void>,
  { usualMs, deadlineMs }: Grace,
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
      afterAwake(clock, deadlineMs, () => settle(ending('hung')), { lost }),
    ];
    // One that throws at once rejects like the others.
    const closed = (async () => close())();
    closed.then(
      () => settle(ending('closed')),
      (error) => settle(ending('threw', messageOf(error))),
    );
  });
}
