import { monotonicMs } from '../../harness/core/clock.ts';
import type { FaultSpecOf } from '../../harness/scenario/faults.ts';
import { answerPlainly } from './answer-plainly.ts';
import type { Fault } from './fault.ts';

/** This many requests in each window of time, of all clients together; the rest get 429 with `Retry-After`. */
export function makeRateLimit({ requests, perMs = 1_000 }: FaultSpecOf<'rate-limit'>): Fault {
  let windowStartMs = Number.NEGATIVE_INFINITY;
  let taken = 0;
  return {
    beforeAnswer(hit) {
      const nowMs = monotonicMs();
      if (nowMs - windowStartMs >= perMs) {
        windowStartMs = nowMs;
        taken = 0;
      }
      taken += 1;
      if (taken <= requests) return undefined;
      // In whole seconds, as RFC 9110 has it.
      const leftSeconds = Math.ceil((windowStartMs + perMs - nowMs) / 1_000);
      return answerPlainly(hit, 429, { 'Retry-After': leftSeconds });
    },
  };
}
