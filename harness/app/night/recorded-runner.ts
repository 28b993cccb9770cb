import { readFile } from 'node:fs/promises';
import { EXIT, messageOf, PoolproofError } from '../../core/errors.ts';
import { readLines } from '../../history/store/ndjson.ts';
import { MEASURED_NIGHT_SCHEMA_NAME, measuredNightSchema } from '../../record/night.ts';
import { isOf, type NightRunner, noRounds } from './night-runner.ts';

/**
 * Plays nights from a file, a line each, instead of measuring; `measured.ndjson` in a night's folder is one of them.
 */
export async function recordedRunner(file: string): Promise<NightRunner> {
  const nights = readLines(await readText(file), file, measuredNightSchema, MEASURED_NIGHT_SCHEMA_NAME);
  if (nights.length === 0) {
    throw new PoolproofError('NO_NIGHT', `${file} holds no night: there is nothing to judge.`, {
      exitCode: EXIT.input,
      hint: 'measured.ndjson in the folder of a night is such a file.',
    });
  }
  return {
    async *nights() {
      yield* nights;
    },
    async compareCommits(suspect, { trials }) {
      const confirmation = trials.find((one) => isOf(one, suspect));
      return confirmation ?? noRounds(`The recording of this night has no comparison with ${suspect.good}.`);
    },
  };
}

export async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new PoolproofError('CANNOT_READ', `${file} cannot be read: ${messageOf(error)}`, {
      exitCode: EXIT.input,
      cause: error,
    });
  }
}
