import type { Fault } from './fault.ts';

/**
 * Does nothing at every moment at which a fault may act: the contract, and a measure of what faults cost by themselves.
 */
export function makeNone(): Fault {
  return {
    isOn: () => true,
    onAccept: () => {},
    beforeAnswer: () => undefined,
    shapeBytes: (_, next) => next,
    afterAnswer: () => {},
    onRun: () => {},
  };
}
