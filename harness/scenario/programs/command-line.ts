import path from 'node:path';
import type { Drive } from '../../core/drives.ts';
import { EXIT, PoolproofError } from '../../core/errors.ts';
import { shortNames } from '../names.ts';
import type { Configuration } from '../types.ts';
import { programConfiguration } from './normalize.ts';

/** Configurations of programs that were named on the command line, each with its arguments in one line. */
export function programsFromLines(
  lines: readonly string[],
  { drive = 'own', connections }: { drive?: Drive | undefined; connections?: number | undefined },
): Configuration[] {
  const runs = lines.map(splitWords);
  const stems = runs.map(([program = '']) => path.parse(program).name);
  const isTwice = (stem: string) => stems.filter((other) => other === stem).length > 1;
  const names = shortNames(stems.map((stem, index) => (isTwice(stem) ? (lines[index] ?? stem) : stem)));
  return runs.map((run, index) => {
    const input = { run, drive, ...(connections === undefined ? {} : { connections }) };
    return programConfiguration(names[index] ?? '', input, process.cwd());
  });
}

/**
 * The words of a line, as a shell splits them: by blanks outside of quotes; a backslash takes the next character as it
 * is, but not within single quotes. There is no shell: nothing else has a meaning.
 */
export function splitWords(line: string): string[] {
  const words = [...line.matchAll(/(?:[^\s"'\\]|\\.|"(?:[^"\\]|\\.)*"|'[^']*')+/gs)].map(([word]) => unquoted(word));
  const left = line.replaceAll(/(?:[^\s"'\\]|\\.|"(?:[^"\\]|\\.)*"|'[^']*')+/gs, '').trim();
  if (words.length > 0 && left === '') return words;
  throw new PoolproofError(
    'NO_COMMAND',
    `--command '${line}' names no program: ${left ? `${left} is not closed` : 'it is empty'}`,
    {
      exitCode: EXIT.usage,
      hint: "Write it as --command './service --url {url}'.",
    },
  );
}

function unquoted(word: string): string {
  return word.replaceAll(/"((?:[^"\\]|\\.)*)"|'([^']*)'|\\(.)/gs, (_, double, single, escaped) => {
    if (double !== undefined) return double.replaceAll(/\\(.)/gs, '$1');
    return single ?? escaped;
  });
}
