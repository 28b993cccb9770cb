import type { MeasuredCase } from '../../record/schema.ts';

/** What a record says of the behaviour of its server, in the words of the scenario. */
interface Behaviour {
  delayMs?: number;
  faults?: readonly Fault[];
}

interface Fault {
  kind: string;
  ms?: number;
  /** Of a burst. */
  fault?: { kind?: string };
}

/** How long the scenario has each answer wait. */
export function orderedDelayMs({ target }: MeasuredCase): number {
  const { delayMs = 0, faults = [] }: Behaviour = target.behaviour;
  return faults.reduce((sum, { kind, ms = 0 }) => sum + (kind === 'latency' ? ms : 0), delayMs);
}

/** The faults that the scenario orders, those of bursts among them. */
export function orderedFaults({ target }: MeasuredCase): string[] {
  const { faults = [] }: Behaviour = target.behaviour;
  return faults.map(({ kind, fault }) => (kind === 'burst' ? String(fault?.kind) : kind));
}
