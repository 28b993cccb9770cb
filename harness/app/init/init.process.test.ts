import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadScenarioFile } from '../../scenario/load-file.ts';
import { init } from './init.ts';
import { LIBRARIES } from './libraries.ts';

const made: string[] = [];
afterAll(() => Promise.all(made.map((folder) => rm(folder, { recursive: true, force: true }))));

/** A project with these files; of the packages only their package.json is there. */
async function makeProject(
  manifest: object,
  { files = {}, packages = [] }: { files?: Record<string, string>; packages?: string[] } = {},
): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'poolproof-project-'));
  made.push(folder);
  const all: Record<string, string> = { 'package.json': `${JSON.stringify(manifest, null, '\t')}\n`, ...files };
  for (const name of packages) all[`node_modules/${name}/package.json`] = JSON.stringify({ name, version: '1.0.0' });
  for (const [name, text] of Object.entries(all)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
  }
  return folder;
}

const textIn = (folder: string, name: string) => readFile(path.join(folder, name), 'utf8');

it.each([
  ['a TypeScript module', { type: 'module', devDependencies: { typescript: '6' } }, 'ts'],
  ['TypeScript in CommonJS', { devDependencies: { typescript: '6' } }, 'mts'],
  ['JavaScript', { name: 'plain' }, 'mjs'],
])('%s gets a config and a scenario in files that Node takes for modules', async (_, manifest, ending) => {
  const folder = await makeProject(manifest);
  const { written } = await init(folder);
  expect(written).toEqual([
    `poolproof.config.${ending}`,
    `scenarios/first-pool.${ending}`,
    'package.json, "scenario": "poolproof scenario"',
  ]);
  expect(JSON.parse(await textIn(folder, 'package.json'))).toMatchObject({
    scripts: { scenario: 'poolproof scenario' },
  });
  expect(await textIn(folder, 'package.json')).toMatch(/^\{\n\t"/);
});

describe('the client', () => {
  it('is the one that the sources use most, tests and what was built aside, with its place', async () => {
    const files = {
      '.gitignore': 'dist\n',
      'src/docker.ts': "import Docker from 'dockerode';\nexport const docker = new Docker();\n",
      'src/deep/api.ts': "// our API\nimport { Agent } from 'undici';\nexport const pool = new Agent();\n",
      'src/index.cjs': "const { request } = require('undici');\nexports.get = (url) => request(url);\n",
      'src/types.ts': "import type { AxiosInstance } from 'axios';\nexport type Api = AxiosInstance;\n",
      'test/api.test.js': "import axios from 'axios';\naxios.get('/a');\naxios.get('/b');\naxios.get('/c');\n",
      'dist/index.js': "import axios from 'axios';\naxios.get('/a');\naxios.get('/b');\naxios.get('/c');\n",
    };
    const folder = await makeProject({}, { files, packages: ['undici', 'dockerode', 'axios'] });
    const { client } = await init(folder);
    expect(client).toMatchObject({ library: { name: 'undici' }, at: { line: 3, file: 'src/deep/api.ts' } });
    expect(await textIn(folder, 'scenarios/undici-pool.mjs')).toContain('src/deep/api.ts, line 3');
  });

  it('is what package.json names where no source imports any', async () => {
    const folder = await makeProject({ dependencies: { got: '15' } }, { packages: ['got'] });
    expect((await init(folder)).client).toMatchObject({ library: { name: 'got' }, at: null });
  });

  it('is none that a scenario could not import', async () => {
    const folder = await makeProject({ dependencies: { got: '15' } });
    expect((await init(folder)).client).toBeNull();
  });
});

it.each(LIBRARIES)('the scenario for $name is one', async ({ name }) => {
  const folder = await makeProject({ dependencies: { [name]: '1' } }, { packages: [name] });
  await init(folder);
  const written = path.join(folder, 'scenarios', `${name}-pool.mjs`);
  const text = (await readFile(written, 'utf8')).replace(
    /^import .* from '(poolproof|undici|axios|got|dockerode)';$/gm,
    (line, from) => (from === 'poolproof' ? 'const defineScenario = (given) => given;' : `// ${line}`),
  );
  const alone = path.join(folder, 'alone.mjs');
  await writeFile(alone, text);
  expect(await loadScenarioFile(alone)).toMatchObject({
    name: `${name}-pool`,
    tags: ['default', 'nightly'],
    configurations: [{ connectionLimit: 10 }, { connectionLimit: 20 }],
  });
});

it('writes over nothing, however often it is run', async () => {
  const files = { 'poolproof.config.json': '{ "scenarios": "pools" }', 'pools/first-pool.mjs': '// mine' };
  const folder = await makeProject({ scripts: { scenario: 'make coffee' } }, { files });
  const before = await mkdtemp(path.join(tmpdir(), 'poolproof-before-'));
  made.push(before);
  await cp(folder, before, { recursive: true });
  const { written, kept, next } = await init(folder);
  expect([written, kept.length]).toEqual([[], 3]);
  expect(next).toEqual(['npm install --save-dev poolproof', 'npx poolproof scenario']);
  for (const name of ['package.json', ...Object.keys(files)]) {
    expect(await textIn(folder, name)).toBe(await textIn(before, name));
  }
});

it("leaves another tool's scenarios alone", async () => {
  const folder = await makeProject({}, { files: { 'scenarios/login.js': 'throw new Error()' } });
  await init(folder);
  expect(await textIn(folder, 'poolproof.config.mjs')).toContain("scenarios: 'poolproof-scenarios'");
  expect(await readdir(path.join(folder, 'scenarios'))).toEqual(['login.js']);
});

it.each([
  ['pnpm-lock.yaml', {}, 'pnpm'],
  ['yarn.lock', {}, 'yarn'],
  ['package-lock.json', { packageManager: 'bun@1.3.0' }, 'bun'],
  ['package-lock.json', {}, 'npm'],
])('beside %s and %j the next commands are those of %s', async (lockfile, manifest, manager) => {
  const folder = await makeProject(manifest, { files: { [lockfile]: '' } });
  for (const command of (await init(folder)).next) expect(command).toMatch(new RegExp(`^${manager} `));
});

it.each([
  ['there is no package.json', {}, 'There is no package.json', 64],
  ['package.json cannot be read', { 'package.json': '{ "name": ' }, 'could not be read', 65],
])('where %s it says so', async (_, files, message, exitCode) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'poolproof-project-'));
  made.push(folder);
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text);
  await expect(init(folder)).rejects.toMatchObject({ message: expect.stringContaining(message), exitCode });
});
