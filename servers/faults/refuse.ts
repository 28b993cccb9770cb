import type { FaultSpecOf } from '../../harness/scenario/faults.ts';
import { closeFor } from '../close.ts';
import type { Fault } from './fault.ts';

/** Closes the connection on accept; with `first` no more than this many. */
export function makeRefuse({ first = Number.POSITIVE_INFINITY }: FaultSpecOf<'refuse'>): Fault {
  let left = first;
  return {
    onAccept({ socket }) {
      left -= 1;
      if (left >= 0) closeFor(socket, { by: 'server', reason: 'refused' });
    },
  };
}
