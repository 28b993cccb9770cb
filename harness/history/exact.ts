import type { NightCase, StoredNight } from '../record/night.ts';
import type { ExactFailure } from '../record/trend.ts';

/**
 * The checks that gate as they are: they count connections, failed and unanswered requests, and what is left of the
 * client, so that no bad night of the machine fails them. Latencies and rates depend on it and never gate by
 * themselves.
 */
export const EXACT_CHECKS: readonly string[] = [
  ...['limit', 'reuse', 'growth', 'drain', 'close', 'exit', 'errors', 'stall', 'warnings'],
];

/**
 * Stands in place of all others where a client could not be measured at all, and beside them where it could not run in
 * turns with the control: failed by its own fault, inconclusive by the machine's.
 */
export const RUN_CHECK = 'run';

/** What failed tonight by counting alone. */
export function failuresOf({ cases }: StoredNight): ExactFailure[] {
  return cases.flatMap((subject) =>
    subject.checks
      .filter(({ name, status }) => status === 'fail' && [RUN_CHECK, ...EXACT_CHECKS].includes(name))
      .map(({ name, summary }) => of(subject, name, summary)),
  );
}

/** What should have been counted tonight and was not, or is unknown. */
export function doubtsOf({ cases }: StoredNight): ExactFailure[] {
  return cases.flatMap((subject) => {
    const run = subject.checks.find(({ name }) => name === RUN_CHECK);
    if (run?.status === 'inconclusive') return [of(subject, RUN_CHECK, run.summary)];
    if (run?.status === 'fail') return [];
    return EXACT_CHECKS.flatMap((exact) => {
      const found = subject.checks.find(({ name }) => name === exact);
      if (!found) return [of(subject, exact, 'It was not checked.')];
      return found.status === 'inconclusive' ? [of(subject, exact, found.summary)] : [];
    });
  });
}

function of({ scenario, configuration }: NightCase, check: string, summary: string): ExactFailure {
  return { scenario, configuration, check, summary };
}
