import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { CHECK_NAMES } from '../checks/judge.ts';
import { EXIT, messageOf, PoolproofError } from '../core/errors.ts';
import type { SocketKind } from '../scenario/types.ts';

/** The checks that the broken client must fail, and no other, in the order in which a case is judged. */
const failsSchema = z.array(z.enum(CHECK_NAMES)).nonempty();

const expectedSchema = z.record(
  z.string(),
  z
    .strictObject({ tcp: failsSchema.optional(), unix: failsSchema.optional() })
    .refine((on) => on.tcp !== undefined || on.unix !== undefined, 'it is tried on no kind of socket'),
);

/**
 * One play of a pair that is asked for: on this kind of socket the broken client fails these checks, the healthy one
 * none.
 */
export interface ExpectedPlay {
  pair: string;
  socket: SocketKind;
  fails: readonly string[];
}

/** The table of a folder of pairs, a play a row; null where the folder has none. */
export async function readExpected(root: string): Promise<ExpectedPlay[] | null> {
  const file = path.join(root, 'expected.json');
  if (!existsSync(file)) return null;
  const expected = parse(file, await readFile(file, 'utf8'));
  return Object.entries(expected).flatMap(([pair, { tcp, unix }]) => [
    ...(tcp ? [{ pair, socket: 'tcp' as const, fails: tcp }] : []),
    ...(unix ? [{ pair, socket: 'unix' as const, fails: unix }] : []),
  ]);
}

function parse(file: string, text: string): z.infer<typeof expectedSchema> {
  try {
    return expectedSchema.parse(JSON.parse(text));
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : messageOf(error);
    throw new PoolproofError('BAD_EXPECTATIONS', `${file} is no table of pairs: ${why}`, {
      exitCode: EXIT.input,
      hint: 'A line of it: "limit-twice": { "tcp": ["limit"], "unix": ["limit"] }',
      cause: error,
    });
  }
}
