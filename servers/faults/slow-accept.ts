import type { FaultSpecOf } from '../../harness/scenario/faults.ts';
import { pause } from '../pause.ts';
import type { Fault } from './fault.ts';

/** The kernel takes the connection at once, as it does for any server, and the server looks at it only after `ms`. */
export function makeSlowAccept({ ms }: FaultSpecOf<'slow-accept'>): Fault {
  return { onAccept: ({ socket }) => pause(ms, socket) };
}
