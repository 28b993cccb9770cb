import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { runProgram } from '../run-program.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Packs the package into the folder; returns its file. */
export async function packInto(folder: string): Promise<string> {
  const { code, output } = await runProgram('npm', ['pack', '--pack-destination', folder], {
    cwd: ROOT,
    bin: path.dirname(process.execPath),
  });
  const name = /^poolproof-\S+\.tgz$/m.exec(output)?.[0];
  if (code !== 0 || name === undefined) throw new Error(`npm pack failed:\n${output}`);
  return path.join(folder, name);
}
