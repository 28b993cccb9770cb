import type { CaseEvidence } from './evidence/case.ts';
import { played } from './phases/select.ts';
import { PHASES } from './phases/table.ts';

/**
 * How many answers without an end there were beside the load: those that the scenario holds open, and those that stood
 * before its first request, as of a client that follows events. Of a program with work of its own nobody knows which of
 * its requests will end.
 */
export function streamsBeside({ streams, drive, phases }: Pick<CaseEvidence, 'streams' | 'drive' | 'phases'>): number {
  const standing = drive === 'own' ? 0 : (played(phases, PHASES.baseline)?.snapshot?.serverActive ?? 0);
  return (streams?.seen ?? 0) + standing;
}
