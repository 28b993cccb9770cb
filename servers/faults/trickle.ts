import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultSpecOf } from '../../harness/scenario/faults.ts';
import type { Fault } from './fault.ts';

/** Every byte of the answer, head included, is a packet of its own. */
export function makeTrickle({ everyMs = 1 }: FaultSpecOf<'trickle'>): Fault {
  return {
    shapeBytes: (_, next) => async (bytes, part) => {
      for (let at = 0; at < bytes.length; at += 1) {
        await sleep(everyMs);
        await next(bytes.subarray(at, at + 1), part);
      }
    },
  };
}
