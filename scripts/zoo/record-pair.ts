import { writeFile } from 'node:fs/promises';
import { judgeCase } from '../../harness/checks/judge.ts';
import { EXIT, PoolproofError } from '../../harness/core/errors.ts';
import { parseRecorded, recordedText, recordingFile } from '../../harness/testing/recorded-pair.ts';
import type { Pair } from './pairs.ts';
import { isRight, type Outcome } from './verdict.ts';

/** Without it nobody knows whether a recording is worth keeping. */
export function requireExpected(pairs: readonly Pair[]): void {
  if (pairs.every(({ socket }) => socket !== null)) return;
  throw new PoolproofError('NO_EXPECTATIONS', 'Pairs without an expected.json beside them are not recorded', {
    exitCode: EXIT.input,
    hint: 'Write one as in harness/testing/pairs: a line for each pair with the checks that the bad client must fail.',
  });
}

/**
 * Writes beside a pair what was measured, but only if it is judged as it should be, as it was played and as it is read.
 */
export async function recordPair(outcome: Outcome): Promise<Outcome> {
  if (outcome.kind === 'broken' || !isRight(outcome) || !outcome.pair.socket) return outcome;
  const { pair } = outcome;
  const text = recordedText(outcome);
  const { bad, good } = parseRecorded(text);
  if (!isRight({ ...outcome, bad: judgeCase(bad), good: judgeCase(good) })) {
    return { kind: 'broken', pair, why: 'what is kept of it in a recording is judged differently from the whole' };
  }
  await writeFile(recordingFile(pair.folder, outcome.pair.socket), text);
  return outcome;
}
