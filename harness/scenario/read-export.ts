import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { EXIT, messageOf, PoolproofError } from '../core/errors.ts';

/**
 * What a scenario file exports, as it wrote it; the subject's process needs its functions, and nothing else of a
 * scenario.
 */
export async function readExport(file: string): Promise<unknown> {
  try {
    if (file.endsWith('.json')) return JSON.parse(await readFile(file, 'utf8'));
    const module = (await import(pathToFileURL(file).href)) as { default?: unknown };
    if (module.default !== undefined) return module.default;
  } catch (error) {
    throw new PoolproofError('SCENARIO_THREW', `${file} could not be loaded: ${messageOf(error)}`, {
      exitCode: EXIT.input,
      hint: 'Mend the file, or run with --verbose for the whole error.',
      cause: error,
    });
  }
  throw new PoolproofError('NO_DEFAULT_EXPORT', `${file} has no default export`, {
    exitCode: EXIT.input,
    hint: 'Write `export default defineScenario({ ... })`.',
  });
}
