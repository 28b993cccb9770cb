import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultSpecOf } from '../../harness/scenario/faults.ts';
import type { Fault } from './fault.ts';

/** The kernel takes the connection at once, as it does for any server, and the server looks at it only after `ms`. */
export function makeSlowAccept({ ms }: FaultSpecOf<'slow-accept'>): Fault {
  return { onAccept: () => sleep(ms) };
}
