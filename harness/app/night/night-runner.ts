import { EXIT, messageOf, PoolproofError } from '../../core/errors.ts';
import type { MeasuredNight, Testimony, Trial } from '../../record/night.ts';

/** A case that is suspect, and the commit that it is to be compared with. */
export interface Accusation {
  scenario: string;
  configuration: string;
  good: string;
}

/** Where nights come from: the suite itself, or a recording of it. */
export interface NightRunner {
  /** What is to be judged, one night after the other; throws where it was interrupted. */
  nights(): AsyncIterable<MeasuredNight>;
  /** Compares the commit of the night with a good one; a sentence says why that is not possible. */
  compareCommits(accusation: Accusation, night: MeasuredNight): Promise<Testimony>;
}

/** Whether a comparison is the one that an accusation asks for. */
export function isOf(
  trial: Trial,
  { scenario, configuration, good }: Omit<Accusation, 'good'> & { good: string | null },
): boolean {
  return trial.scenario === scenario && trial.configuration === configuration && trial.good === good;
}

/** Instead of rounds, why there are none. */
export function noRounds(why: string): Testimony {
  return { rounds: why, note: null };
}

/** Why something could not be measured, in a line; an interruption is no reason but the end of the night. */
export function reasonOf(error: unknown): string {
  if (error instanceof PoolproofError && error.exitCode === EXIT.interrupted) throw error;
  return messageOf(error).split('\n')[0] ?? '';
}

/** What was measured of half a night is in its folder, and never in the history. */
export function interrupted(): PoolproofError {
  return new PoolproofError('INTERRUPTED', 'Interrupted: this night is not kept in the history.', {
    exitCode: EXIT.interrupted,
  });
}
