import type { FaultSpecOf } from '../../harness/scenario/faults.ts';
import type { Fault } from './fault.ts';

/** Another fault, that is on for a while at the start of every period, and then off. */
export function makeBurst({ everyMs, forMs }: FaultSpecOf<'burst'>, fault: Fault): Fault {
  return { ...fault, isOn: (runMs) => runMs % everyMs < forMs && (fault.isOn?.(runMs) ?? true) };
}
