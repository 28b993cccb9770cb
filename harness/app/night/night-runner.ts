import { EXIT, messageOf, PoolproofError } from '../../core/errors.ts';
import type { Confirmation, ConfirmationRounds, MeasuredNight } from '../../record/night.ts';

/** A case that is suspect, and the commit that it is to be compared with. */
export interface SuspectCase {
  scenario: string;
  configuration: string;
  good: string;
}

/** Where nights come from: the suite itself, or a recording of it. */
export interface NightRunner {
  /** What is to be judged, one night after the other; throws where it was interrupted. */
  nights(): AsyncIterable<MeasuredNight>;
  /** Compares the commit of the night with a good one; a sentence says why that is not possible. */
  compareCommits(suspect: SuspectCase, night: MeasuredNight): Promise<ConfirmationRounds>;
}

/** Whether a comparison is the one that an suspect asks for. */
export function isOf(
  confirmation: Confirmation,
  { scenario, configuration, good }: Omit<SuspectCase, 'good'> & { good: string | null },
): boolean {
  return (
    confirmation.scenario === scenario && confirmation.configuration === configuration && confirmation.good === good
  );
}

/** Instead of rounds, why there are none. */
export function noRounds(why: string): ConfirmationRounds {
  return { rounds: why, note: null };
}

/** Why something could not be measured, in a line; an interruption is no reason but the end of the night. */
export function reasonOf(error: unknown): string {
  if (error instanceof PoolproofError && error.exitCode === EXIT.interrupted) throw error;
  return messageOf(error).split('\n')[0] ?? '';
}

/** Why a client could not be measured, and whether that is a failure of the night. */
export interface NotRun {
  reason: string;
  status: 'fail' | 'inconclusive' | 'skipped';
}

/**
 * A client or scenario that does not work is a failure; that the machine could not play it is none of theirs; and one
 * that has nothing to do for as long as a window lasts has no rate to hold.
 */
export function notRun(error: unknown): NotRun {
  const reason = reasonOf(error);
  if (!(error instanceof PoolproofError) || error.exitCode !== EXIT.input) return { reason, status: 'inconclusive' };
  return { reason, status: error.code === 'NOTHING_SENT' ? 'skipped' : 'fail' };
}

/** What was measured of half a night is in its folder, and never in the history. */
export function interrupted(): PoolproofError {
  return new PoolproofError('INTERRUPTED', 'Interrupted: this night is not kept in the history.', {
    exitCode: EXIT.interrupted,
  });
}
