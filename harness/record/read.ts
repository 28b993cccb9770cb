import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { EXIT, messageOf, PoolproofError } from '../core/errors.ts';
import { type RunRecord, runSchema, SCHEMA_NAME } from './schema.ts';

/** The record in a file, checked; throws with what is wrong and where. */
export async function readRecord(file: string): Promise<RunRecord> {
  const document = await readJson(file);
  const { schema } = (document ?? {}) as { schema?: unknown };
  if (schema !== SCHEMA_NAME) {
    throw unusable(file, `its schema is ${JSON.stringify(schema)}, and this version reads '${SCHEMA_NAME}'`);
  }
  const parsed = runSchema.safeParse(document);
  if (!parsed.success) throw unusable(file, `\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
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
