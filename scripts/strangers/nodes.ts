import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { runProgram } from '../run-program.ts';

const CACHE = fileURLToPath(new URL('../../node_modules/.cache/poolproof-nodes/', import.meta.url));

/** The folder with the program of that Node, which the package `node` brings; it is kept for the next time. */
export async function provideNode(version: string): Promise<string> {
  const folder = path.join(CACHE, version);
  const bin = path.join(folder, 'node_modules', 'node', 'bin');
  if (existsSync(path.join(bin, 'node'))) return bin;
  await mkdir(folder, { recursive: true });
  // Its install script fetches the program; npm 11 runs none that is not allowed.
  const manifest = { private: true, dependencies: { node: version }, allowScripts: { node: true } };
  await writeFile(path.join(folder, 'package.json'), JSON.stringify(manifest));
  const { code, output } = await runProgram('npm', ['install', '--no-audit', '--no-fund'], { cwd: folder });
  if (code !== 0 || !existsSync(path.join(bin, 'node'))) throw new Error(`Node ${version} was not had: ${output}`);
  return bin;
}
