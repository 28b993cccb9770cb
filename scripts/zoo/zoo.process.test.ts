import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ZOO = fileURLToPath(new URL('../zoo.ts', import.meta.url));
const OWN_PAIRS = fileURLToPath(new URL('../../harness/testing/pairs', import.meta.url));

interface Ended {
  code: unknown;
  stdout: string;
  stderr: string;
}

const runZoo = (...args: string[]) =>
  new Promise<Ended>((resolve) =>
    execFile(process.execPath, [ZOO, ...args], (error, stdout, stderr) =>
      resolve({ code: error ? error.code : 0, stdout, stderr }),
    ),
  );

async function makeFolder() {
  const folder = await mkdtemp(path.join(tmpdir(), 'poolproof-zoo-test-'));
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
}

/** A pair that is as it should be, and two that cannot be played; none needs the network. */
async function makeZoo(folder: string): Promise<void> {
  const place = (name: string) => cp(path.join(OWN_PAIRS, 'limit-twice'), path.join(folder, name), { recursive: true });
  const write = (file: string, text: string) => writeFile(path.join(folder, file), text);
  for (const name of ['a-malformed', 'a-not-installable', 'a-right']) await place(name);
  await cp(path.join(OWN_PAIRS, 'get.mjs'), path.join(folder, 'get.mjs'));
  await write('a-malformed/case.json', '{ "name": "a-malformed", "tarrget": {} }\n');
  await write('a-not-installable/package-lock.json', 'no lockfile\n');
  await mkdir(path.join(folder, 'no-pair'));
}

it.concurrent('judges each pair of a folder, those after a broken one too, and exits with 1 unless all are right', async () => {
  await using made = await makeFolder();
  await makeZoo(made.folder);
  const { code, stdout, stderr } = await runZoo(made.folder);
  const row = (name: string) => stdout.split('\n').find((line) => line.includes(name));
  expect(row('a-right')).toMatch(/ a +✓ limit +✓ clean/);
  expect(row('a-malformed')).toMatch(/✗ broken pair/);
  expect(row('a-not-installable')).toMatch(/✗ broken pair/);
  expect(stdout).toContain('\ncaught 1 of 3, false alarms 0 of 3\n');
  expect(stdout).toMatch(/^a-malformed is broken: [\s\S]*tarrget: unknown key/m);
  expect(stdout).toContain('a-not-installable is broken: npm ci failed in it');
  expect(stderr).not.toMatch(/^ +at /m);
  expect(stdout).not.toContain('no-pair');
  expect(code).toBe(1);
});

it.concurrent('exits with 0 where all are right, the project’s own pairs for example', async () => {
  const { code, stdout } = await runZoo(OWN_PAIRS, '--only', 'limit-twice');
  expect(stdout).toMatch(/limit-twice on tcp +limit +✓ limit +✓ clean/);
  expect(stdout).toMatch(/limit-twice on unix +limit +✓ limit +✓ clean/);
  expect([stdout.split('\n').at(-2), code]).toEqual(['caught 2 of 2, false alarms 0 of 2', 0]);
});

describe('bad input gets one clear message and its exit code:', () => {
  it.each([
    ['a folder that is not there', ['/nowhere/at/all'], 64, '/nowhere/at/all is no folder that can be read'],
    ['no folder', [], 64, "missing required argument 'folder'"],
    ['an unknown option', [OWN_PAIRS, '--onyl', 'x'], 64, 'Did you mean --only?'],
  ])('%s', async (_, args, exitCode, message) => {
    const { code, stdout, stderr } = await runZoo(...args);
    expect({ code, stdout }).toEqual({ code: exitCode, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/^ +at /m);
  });
});
