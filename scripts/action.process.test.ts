import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';

// The shell of the action that other repositories use, with an npx that only notes what it is asked.

const ACTION = path.join(import.meta.dirname, '..', '.github', 'actions', 'poolproof', 'action.yml');
const text = await readFile(ACTION, 'utf8');
const run = text
  .split(/^ {4}- /m)
  .find((step) => step.includes('id: run'))
  ?.split('run: |\n')[1]
  ?.replaceAll(/^ {8}/gm, '');

interface Job {
  scenarios?: string;
  nightly?: boolean;
  /** How the run ends. */
  code?: number;
  /** Whether there is a history, and how its import ends. */
  history?: number;
}

/** Plays the step as a runner does: it ends at the first failure. */
async function play({ scenarios = '', nightly = false, code = 0, history }: Job) {
  const folder = await mkdtemp(path.join(tmpdir(), 'poolproof-action-'));
  await using _ = { [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
  const noted = (name: string) => readFile(path.join(folder, name), 'utf8').catch(() => '');
  if (history !== undefined) await writeFile(path.join(folder, '.poolproof-history.ndjson'), '');
  const npx = `#!/bin/sh
echo "$*" >>calls
case "$*" in *--import*) exit ${history ?? 0} ;; *--export*) exit 0 ;; *) exit ${code} ;; esac
`;
  await writeFile(path.join(folder, 'npx'), npx);
  await chmod(path.join(folder, 'npx'), 0o755);
  const env = {
    PATH: `${folder}:${process.env.PATH}`,
    SCENARIOS: scenarios,
    NIGHTLY: String(nightly),
    GITHUB_OUTPUT: path.join(folder, 'output'),
    GITHUB_STEP_SUMMARY: path.join(folder, 'summary'),
  };
  const child = spawn('bash', ['-e', '-o', 'pipefail', '-c', run ?? 'exit 99'], { cwd: folder, env, stdio: 'ignore' });
  const [ended] = await once(child, 'close');
  const calls = (await noted('calls')).trim().split('\n');
  return { ended, calls, output: await noted('output'), summary: await noted('summary') };
}

it.each([
  [0, 0],
  [1, 1],
  [2, 0],
  [65, 65],
])('a run that ends with %i ends the step with %i, and the action tells it', async (code, expected) => {
  const { ended, output } = await play({ code });
  expect([ended, output]).toEqual([expected, `exit-code=${code}\n`]);
});

it('plays the scenarios that are named; the summary and the annotations are the command’s own', async () => {
  const { calls, summary } = await play({ scenarios: 'one two' });
  expect(calls).toEqual(['--no-install poolproof scenario one two --report junit=results/junit.xml']);
  expect(summary).toBe('');
});

it('a night takes over the history, and keeps it however it ends', async () => {
  const { calls, ended } = await play({ nightly: true, code: 1, history: 0 });
  expect(calls).toEqual([
    '--no-install poolproof nightly --import .poolproof-history.ndjson',
    '--no-install poolproof nightly',
    '--no-install poolproof nightly --export .poolproof-history.ndjson',
  ]);
  expect(ended).toBe(1);
});

it('a history that cannot be read fails the job, and none is kept in its place', async () => {
  const { calls, ended, output } = await play({ nightly: true, history: 65 });
  expect([calls.length, ended, output]).toEqual([1, 65, '']);
});
