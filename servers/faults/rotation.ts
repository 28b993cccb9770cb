import type { Reason } from '../../harness/record/evidence/closure-reasons.ts';
import type { FaultSpecOf } from '../../harness/scenario/faults.ts';
import { announceEnd } from './announce-end.ts';
import type { Fault, Means } from './fault.ts';

const ANNOUNCED: ReadonlySet<Reason> = new Set(['announced', 'head']);

/** A connection's last answer is its so-many-th, or the first one after it has reached an age; it is announced. */
export function makeRotation({ requests, afterMs }: FaultSpecOf<'rotation'>, { clock }: Pick<Means, 'clock'>): Fault {
  return {
    beforeAnswer(hit) {
      const { entry } = hit;
      const isUsedUp = requests !== undefined && entry.requests >= requests;
      const isOld = afterMs !== undefined && clock.nowMs() - entry.openedMs >= afterMs;
      if (!isUsedUp && !isOld) return undefined;
      // It would have been the last one also if its client had not announced that.
      if (entry.closer?.by === 'client' && ANNOUNCED.has(entry.closer.reason)) entry.closer = undefined;
      announceEnd(hit, 'rotation');
      return undefined;
    },
  };
}
