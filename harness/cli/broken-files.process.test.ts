import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { openSandbox } from './testing/run-cli.ts';

// Node's own words on a file that it cannot read; vitest, which reads files itself, has others.

const folder = await mkdtemp(path.join(tmpdir(), 'poolproof-broken-'));
await writeFile(path.join(folder, 'broken.mts'), 'export const a: = 1;\n');
await writeFile(path.join(folder, 'package.json'), '{ "type": "commonjs" }');
const sandbox = await openSandbox();
afterAll(async () => {
  await sandbox[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

it.concurrent.each([
  ['module.mjs', 'export default {\n  name: "x" load: 1,\n};\n', 'line 2, column 13'],
  ['typed.mts', 'const one: number = 1;\nexport default { one two };\n', 'line 2, column 22'],
  ['data.json', '{ "name": "x" "load": 1 }', 'line 1 column 15'],
  ['imports.mts', "import './broken.mts';\n", `${path.join(folder, 'broken.mts')}, line 1, column 17`],
  ['common.ts', "export default { name: 'pool' };\n", 'rename it to common.mts.'],
])('of %s it is said where it is broken', async (name, text, said) => {
  const file = path.join(folder, name);
  await writeFile(file, text);
  const { code, stderr } = await sandbox.run('scenario', file);
  expect([code, stderr]).toEqual([65, expect.stringContaining(said)]);
});
