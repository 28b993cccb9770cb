import { existsSync } from 'node:fs';
import { commandLine } from '../../core/command-line.ts';
import { EXIT, PoolproofError } from '../../core/errors.ts';
import { formatCount } from '../../core/units.ts';
import { nightLines, readNightLines } from '../../history/store/ndjson.ts';
import { openHistory } from '../../history/store/open.ts';
import { writeWhole } from '../../record/write.ts';
import { readText } from './recorded-runner.ts';

interface Carried {
  history: string;
  import?: string;
  export?: string;
  say: (text: string) => void;
}

/**
 * Takes nights over from a file, then writes all of them into another one: how a CI without a disk keeps its history.
 */
export async function carryHistory({ history: file, say, ...files }: Carried): Promise<void> {
  const nights = files.import === undefined ? null : readNightLines(await readText(files.import), files.import);
  // An empty file in place of a history that was not found would be kept, and the nights be lost.
  if (nights === null && !existsSync(file)) throw missing(file);
  using history = openHistory(file);
  if (nights !== null) say(`${history.addAll(nights)} of ${formatCount(nights.length, 'night')} were new.`);
  if (files.export === undefined) return;
  const all = history.nights();
  await writeWhole(files.export, nightLines(all), '--export FILE');
  say(`${formatCount(all.length, 'night')} written to ${files.export}.`);
}

function missing(file: string): PoolproofError {
  return new PoolproofError('NO_HISTORY', `There is no history in ${file}: nothing was exported.`, {
    exitCode: EXIT.input,
    hint: `A first night makes one (${commandLine('nightly')}); --history FILE names another.`,
  });
}
