import { fileURLToPath } from 'node:url';
import { runProgram } from '../run-program.ts';

const BIN = fileURLToPath(new URL('../../node_modules/.bin/', import.meta.url));

/** What publint and are-the-types-wrong say against a packed file; none: nothing. */
export async function objectionsTo(packed: string): Promise<string[]> {
  const said = await Promise.all([
    runProgram(`${BIN}publint`, ['run', packed, '--strict'], { cwd: BIN }),
    runProgram(`${BIN}attw`, [packed, '--profile', 'esm-only', '--no-color', '--no-emoji'], { cwd: BIN }),
  ]);
  return said.filter(({ code }) => code !== 0).map(({ output }) => output);
}
