import type { Random } from '../../harness/core/random.ts';
import type { FaultSpecOf } from '../../harness/scenario/faults.ts';
import { pause } from '../pause.ts';
import type { Fault } from './fault.ts';

/** The answer waits `ms`, give or take up to `spreadMs`, all values alike. */
export function makeLatency({ ms, spreadMs = 0 }: FaultSpecOf<'latency'>, random: Random): Fault {
  return {
    async beforeAnswer({ socket }) {
      await pause(Math.max(0, ms + spreadMs * (2 * random() - 1)), socket);
      return undefined;
    },
  };
}
