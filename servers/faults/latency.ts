import type { FaultSpecOf } from '../../harness/scenario/faults.ts';
import { pause } from '../pause.ts';
import type { Fault, Means } from './fault.ts';

/** The answer waits `ms`, give or take up to `spreadMs`, all values alike. */
export function makeLatency({ ms, spreadMs = 0 }: FaultSpecOf<'latency'>, { random }: Pick<Means, 'random'>): Fault {
  return { beforeAnswer: ({ socket }) => pause(Math.max(0, ms + spreadMs * (2 * random() - 1)), socket) };
}
