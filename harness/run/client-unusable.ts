import { EXIT, PoolproofError } from '../core/errors.ts';
import { isProgram, isTransport } from '../scenario/subjects.ts';
import type { SubjectSpec } from '../scenario/types.ts';

const CODE = 'CLIENT_UNUSABLE';

/** The client module, the scenario file or the transport could not make a client: an input error, never a verdict. */
export class ClientUnusable extends Error {
  readonly code = CODE;
}

const MODULE_HINT =
  'A client module exports `async function createClient({ origin, socketPath, connections })` that returns `{ request, close }`; close may be left out.';

/**
 * What the process of a subject threw, as the command tells it: a client that cannot be made is a matter of its file.
 */
export function asInputError(error: unknown, subject: SubjectSpec): unknown {
  const { code, message } = error as { code?: string; message: string };
  if (code !== CODE) return error;
  return new PoolproofError(CODE, message, {
    exitCode: EXIT.input,
    ...(isTransport(subject) || isProgram(subject) ? {} : { hint: MODULE_HINT }),
    cause: error,
  });
}
