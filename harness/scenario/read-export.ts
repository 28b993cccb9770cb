import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { EXIT, messageOf, PoolproofError } from '../core/errors.ts';
import { syntaxErrorAt } from './syntax-error.ts';

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
    const place = error instanceof SyntaxError && !file.endsWith('.json') ? syntaxErrorAt(error, file) : '';
    throw new PoolproofError('SCENARIO_THREW', `${file} could not be loaded: ${messageOf(error)}${place}`, {
      exitCode: EXIT.input,
      hint: isModuleInCommonJs(error)
        ? `Its package.json says "type": "commonjs": rename it to ${path.basename(file).replace(/\.([jt]s)$/, '.m$1')}.`
        : 'Mend the file, or run with --verbose for the whole error.',
      cause: error,
    });
  }
  throw new PoolproofError('NO_DEFAULT_EXPORT', `${file} has no default export`, {
    exitCode: EXIT.input,
    hint: 'Write `export default defineScenario({ ... })`.',
  });
}

/** `import` or `export` in a file that Node takes for CommonJS. */
function isModuleInCommonJs(error: unknown): boolean {
  return error instanceof SyntaxError && /outside a module|Unexpected token 'export'/.test(error.message);
}
