import type { FaultSpecOf } from '../../harness/scenario/faults.ts';
import { pause } from '../pause.ts';
import type { Fault } from './fault.ts';

/** Every byte of the answer, head included, is a packet of its own. */
export function makeTrickle({ everyMs = 1 }: FaultSpecOf<'trickle'>): Fault {
  return {
    shapeBytes:
      ({ socket }, next) =>
      async (bytes, part) => {
        for (let at = 0; at < bytes.length; at += 1) {
          await pause(everyMs, socket);
          await next(bytes.subarray(at, at + 1), part);
        }
      },
  };
}
