import { readFile } from 'node:fs/promises';
import type { z } from 'zod';
import { commandLine } from '../core/command-line.ts';
import { EXIT, messageOf, PoolproofError } from '../core/errors.ts';
import { COMPARISON_SCHEMA_NAME, type ComparisonRecord, comparisonSchema } from './comparison.ts';
import { liftedRunSchema, RUN_1_SCHEMA_NAME } from './lift-run-1.ts';
import { type RunRecord, runSchema, SCHEMA_NAME } from './schema.ts';
import { WATCH_SCHEMA_NAME, type WatchRecord, watchSchema } from './watch.ts';

type Saved = RunRecord | ComparisonRecord | WatchRecord;

const OF_COMPARISON = `it is one of a comparison, which \`${commandLine('compare', 'FILE')}\` judges and draws again`;
const OF_WATCH = `it is one of a watch, which \`${commandLine('report', 'FILE')}\` judges and draws again`;

/** The record in a file, checked; throws with what is wrong and where. */
export async function readRecord(file: string): Promise<RunRecord> {
  const saved = await readSaved(file);
  if (saved.schema === SCHEMA_NAME) return saved;
  throw unusable(file, OF_COMPARISON);
}

/** The record in a file, of a run or of a comparison; one of an older version becomes one of today's. */
export async function readSaved(file: string): Promise<RunRecord | ComparisonRecord> {
  const saved = await readAny(file);
  if (saved.schema === WATCH_SCHEMA_NAME) throw unusable(file, OF_WATCH);
  return saved;
}

/** The record in a file, of a run or of a watch. */
export async function readRunOrWatch(file: string): Promise<RunRecord | WatchRecord> {
  const saved = await readAny(file);
  if (saved.schema === COMPARISON_SCHEMA_NAME) throw unusable(file, OF_COMPARISON);
  return saved;
}

/** The record in a file, of whatever. */
export async function readAny(file: string): Promise<Saved> {
  return asRecord(await readJson(file), file);
}

/** A document as the record that it says it is, checked; `file` names it in errors. */
export function asRecord(document: unknown, file: string): Saved {
  const { schema } = (document ?? {}) as { schema?: unknown };
  if (schema === SCHEMA_NAME) return withCases(file, checked(file, runSchema.safeParse(document)));
  if (schema === RUN_1_SCHEMA_NAME) return withCases(file, checked(file, liftedRunSchema.safeParse(document)));
  if (schema === COMPARISON_SCHEMA_NAME) return checked(file, comparisonSchema.safeParse(document));
  if (schema === WATCH_SCHEMA_NAME) return checked(file, watchSchema.safeParse(document));
  const known = `'${SCHEMA_NAME}', '${COMPARISON_SCHEMA_NAME}' and '${WATCH_SCHEMA_NAME}'`;
  throw unusable(file, `its schema is ${JSON.stringify(schema)}, and this version reads ${known}`);
}

function checked<T>(file: string, parsed: z.ZodSafeParseResult<T>): T {
  if (parsed.success) return parsed.data;
  throw new PoolproofError('NOT_A_RECORD', `${file} is a record that is damaged:`, {
    exitCode: EXIT.input,
    details: damageOf(parsed.error),
    hint: 'Poolproof writes none like it: take the file as it was written, or measure again.',
  });
}

/** One that was interrupted in its first case has none; any other has lost them. */
function withCases(file: string, record: RunRecord): RunRecord {
  if (record.cases.length > 0 || record.status === 'interrupted') return record;
  throw unusable(file, 'it has no case, and there is nothing to judge');
}

const MOST_TOLD = 10;

/** What is wrong, and under which key. */
function damageOf({ issues }: z.ZodError): string[] {
  const told = issues.slice(0, MOST_TOLD).map(({ path, message }) => `${pathText(path)}: ${message}`);
  const more = issues.length - told.length;
  return more > 0 ? [...told, `and ${more.toLocaleString('en')} more`] : told;
}

function pathText(path: readonly PropertyKey[]): string {
  return path.map(String).join('.') || '(the whole file)';
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw unusable(file, messageOf(error), error);
  }
}

function unusable(file: string, why: string, cause?: unknown): PoolproofError {
  return new PoolproofError('NOT_A_RECORD', `${file} is no record of a run: ${why}`, {
    exitCode: EXIT.input,
    hint: 'A record is the record.json in a folder of results/.',
    cause,
  });
}
