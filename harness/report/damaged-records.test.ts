import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { judgeAgain } from '../app/run/judge-again.ts';
import { judgeWatch } from '../checks/watch/judge-watch.ts';
import { SAVED } from '../cli/testing/saved-by-run-1.ts';
import { judgeComparison } from '../compare/judge-comparison.ts';
import { PoolproofError } from '../core/errors.ts';
import { COMPARISON_SCHEMA_NAME } from '../record/comparison.ts';
import { asRecord } from '../record/read.ts';
import { makeWatch } from '../record/testing/make-watch.ts';
import { WATCH_SCHEMA_NAME } from '../record/watch.ts';
import { COMPARISON_REPORTS, RUN_REPORTS, WATCH_REPORTS } from './reports.ts';

type Path = readonly (string | number)[];

/** What a hand, a full disk or another program may have left in the place of a value; undefined: nothing. */
const DAMAGES = [undefined, null, -1, 1e308, 'garbage', 'AAAA', '', [], {}, true];

const saved = async (file: string) => JSON.parse(await readFile(file, 'utf8')) as object;

/** Where something stands in a document; of a list the first ones are as good as all. */
function pathsOf(value: unknown, path: Path = []): Path[] {
  const own = path.length > 0 ? [path] : [];
  if (typeof value !== 'object' || value === null) return own;
  const entries = Array.isArray(value) ? value.slice(0, 2).entries() : Object.entries(value);
  return [...own, ...[...entries].flatMap(([key, inner]) => pathsOf(inner, [...path, key]))];
}

function damaged(document: object, path: Path, damage: unknown): object {
  const copy = structuredClone(document);
  const holder = path
    .slice(0, -1)
    .reduce<Record<string | number, unknown>>(
      (at, key) => at[key] as Record<string | number, unknown>,
      copy as Record<string | number, unknown>,
    );
  holder[path.at(-1) ?? ''] = damage;
  return JSON.parse(JSON.stringify(copy)) as object;
}

/** As `report` and `compare` do with a file. */
function judgeAndDraw(document: object): void {
  const record = asRecord(document, 'record.json');
  if (record.schema === COMPARISON_SCHEMA_NAME) drawAll(COMPARISON_REPORTS, judgeComparison(record));
  else if (record.schema === WATCH_SCHEMA_NAME) drawAll(WATCH_REPORTS, judgeWatch(record));
  else drawAll(RUN_REPORTS, judgeAgain(record));
}

function drawAll<Subject>(reports: Record<string, { render(subject: Subject): string }>, subject: Subject): void {
  for (const { render } of Object.values(reports)) render(subject);
}

it.each([
  ['run', () => saved(SAVED.failed)],
  ['comparison', () => saved(SAVED.comparison)],
  ['watch', async () => JSON.parse(JSON.stringify(judgeWatch(makeWatch()))) as object],
])('a %s of which any value was damaged is refused as bad input, or judged and drawn', async (_, load) => {
  const document = await load();
  const paths = pathsOf(document);
  expect(() => judgeAndDraw(document)).not.toThrow();
  fc.assert(
    fc.property(fc.constantFrom(...paths), fc.constantFrom(...DAMAGES), (path, damage) => {
      try {
        judgeAndDraw(damaged(document, path, damage));
      } catch (error) {
        expect(error).toBeInstanceOf(PoolproofError);
        expect(error).toMatchObject({ exitCode: 65 });
      }
    }),
    { numRuns: 30 },
  );
});
