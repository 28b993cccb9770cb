import { z } from 'zod';
import { commandLine } from '../../core/command-line.ts';
import { EXIT, messageOf, PoolproofError } from '../../core/errors.ts';
import { NIGHT_SCHEMA_NAME, nightSchema, type StoredNight } from '../../record/night.ts';

/** A night a line: what a CI without a disk keeps of the history from one run to the next. */
export function nightLines(nights: readonly StoredNight[]): string {
  return nights.map((night) => `${JSON.stringify(night)}\n`).join('');
}

/** The nights in lines of `file`; throws at the first line that is none, with its number. */
export function readNightLines(text: string, file: string): StoredNight[] {
  return readLines(text, file, nightSchema, NIGHT_SCHEMA_NAME);
}

/** The documents of one schema, one a line; empty lines are none. */
export function readLines<S extends z.ZodType>(text: string, file: string, schema: S, name: string): z.infer<S>[] {
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    const refuse = (why: string, cause?: unknown) => unusable(`${file}, line ${index + 1}`, name, why, cause);
    const document = parseJson(line, refuse);
    const found = (document as { schema?: unknown } | null)?.schema;
    if (found !== name) throw refuse(`its schema is ${JSON.stringify(found)}`);
    const parsed = schema.safeParse(document);
    if (!parsed.success) throw refuse(z.prettifyError(parsed.error).replaceAll(/\s+/g, ' '));
    return [parsed.data];
  });
}

function parseJson(line: string, refuse: (why: string, cause: unknown) => PoolproofError): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    throw refuse(messageOf(error), error);
  }
}

function unusable(place: string, name: string, why: string, cause: unknown): PoolproofError {
  return new PoolproofError('NOT_A_NIGHT', `${place} is no '${name}': ${why}`, {
    exitCode: EXIT.input,
    hint: `Nothing was taken over. \`${commandLine('nightly', '--export FILE')}\` writes such lines.`,
    cause,
  });
}
