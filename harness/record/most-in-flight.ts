import type { PlayedPhase } from './evidence/phase.ts';
import { talliesOf } from './phases/select.ts';
import type { MeasuredCase } from './schema.ts';

/**
 * The most requests that the client had in flight at once in any load of the case; what was asked for where no load
 * ended.
 */
export function mostInFlight({ evidence, load }: Pick<MeasuredCase, 'evidence' | 'load'>): number {
  const peaks = talliesOf(evidence.phases).map(({ inFlightPeak }) => inFlightPeak);
  // A call into a program may be several requests, or none; and nobody may call it.
  if (evidence.drive !== null) return Math.max(0, ...peaks, ...evidence.phases.map(seenAtTarget));
  return peaks.length > 0 ? Math.max(...peaks) : (load.concurrency ?? 0);
}

function seenAtTarget({ ledger }: PlayedPhase): number {
  return ledger.requestsInFlightPeak;
}
