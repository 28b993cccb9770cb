import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const ROOT = path.join(import.meta.dirname, '..', '..');
const COLUMNS = 120;
/** Words that keep a reader from seeing who does what, and how many. */
const VAGUE = /\b(whoever|so many)\b/i;
/** Words of ours that the field has another one for; `conviction` stays, as a key of saved nights. */
const OURS = /\b(convict(?!ion\b)\w*|testimon\w+|acquit\w*|rungs?|climb\w*|ears)\b/;

const files = globSync('{harness,servers,scenarios,scripts}/**/*.{ts,mjs,js,go,py,sh}', { cwd: ROOT })
  .filter((file) => !file.endsWith('.min.js') && path.join(ROOT, file) !== import.meta.filename)
  .map((file) => ({ file, lines: readFileSync(path.join(ROOT, file), 'utf8').split('\n') }));

/** Where a line is as `is` says: path and number of line. */
function places(is: (line: string) => boolean): string[] {
  return files.flatMap(({ file, lines }) => lines.flatMap((line, index) => (is(line) ? [`${file}:${index + 1}`] : [])));
}

it('reads the code', () => {
  expect(files.length).toBeGreaterThan(500);
});

it(`no comment is wider than ${COLUMNS} columns`, () => {
  expect(places((line) => line.length > COLUMNS && /^\s*(\/\/|\/?\*|#)/.test(line))).toEqual([]);
});

it('a sentence says who, and how many', () => {
  expect(places((line) => VAGUE.test(line))).toEqual([]);
});

it('what has a word in the field is called by it', () => {
  expect(places((line) => OURS.test(line))).toEqual([]);
});
