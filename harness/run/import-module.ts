import { existsSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { messageOf } from '../core/errors.ts';
import { syntaxErrorAt } from '../scenario/syntax-error.ts';
import { ClientUnusable } from './client-unusable.ts';

/**
 * What a client's file exports; rejects with code CLIENT_UNUSABLE and a message that says where in which file it
 * failed.
 */
export async function importModule(file: string): Promise<Record<string, unknown>> {
  if (!existsSync(file)) throw new ClientUnusable(`${file} is not there`);
  try {
    return (await import(pathToFileURL(file).href)) as Record<string, unknown>;
  } catch (error) {
    const place = error instanceof SyntaxError ? syntaxErrorAt(error, file) : thrownAt(error);
    throw new ClientUnusable(`${file} could not be loaded: ${messageOf(error)}${place}`, { cause: error });
  }
}

/** ' (thrown at /a/file.mjs:3:9)' for an Error whose stack leads to a file that is not Node's own; else nothing. */
export function thrownAt(error: unknown): string {
  if (!(error instanceof Error)) return '';
  const [, url, position] = /\(?(file:\/\/[^\s)]+?):(\d+:\d+)\)?$/m.exec(error.stack ?? '') ?? [];
  return url && position ? ` (thrown at ${fileURLToPath(url)}:${position})` : '';
}
