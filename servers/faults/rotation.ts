import { monotonicMs } from '../../harness/core/clock.ts';
import type { FaultSpecOf } from '../../harness/scenario/faults.ts';
import { announceEnd } from './end-connection.ts';
import type { Fault } from './fault.ts';

/** A connection's last answer is its so-many-th, or the first one after it has reached an age; it is announced. */
export function makeRotation({ requests, afterMs }: FaultSpecOf<'rotation'>): Fault {
  return {
    beforeAnswer(hit) {
      const { entry } = hit;
      const isUsedUp = requests !== undefined && entry.requests >= requests;
      const isOld = afterMs !== undefined && monotonicMs() - entry.openedMs >= afterMs;
      if (isUsedUp || isOld) announceEnd(hit, 'rotation');
      return undefined;
    },
  };
}
