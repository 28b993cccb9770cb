import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { eventually } from '../core/testing/patience.ts';
import { openSandbox } from './testing/run-cli.ts';

const file = (...names: string[]) => path.join(import.meta.dirname, 'testing', ...names);
const UNUSABLE = ['--client', file('clients', 'create-throws.mjs')];

it('what a client prints and says of its failure is text, in one line', async () => {
  await using sandbox = await openSandbox();
  const hostile = ['--client', file('clients', 'says-hostile-things.mjs')];
  const { code, stderr } = await sandbox.run('scenario', file('small.json'), ...hostile, '--verbose');
  expect([code, stderr]).toEqual([65, expect.stringMatching(/no client: .*owned and a line of its own/)]);
  expect(stderr).not.toMatch(/[^\P{Cc}\n]|\p{Bidi_Control}/u);
});

describe.concurrent('a command that fails leaves nothing empty behind:', () => {
  it.each([
    ['a run of a client that cannot be made', ['scenario', file('small.json'), ...UNUSABLE]],
    ['a comparison of it', ['compare', file('pair.json'), ...UNUSABLE, '--client', file('clients', 'healthy.mjs')]],
    ['a night whose recording is not there', ['nightly', '--recorded', 'nowhere.ndjson']],
    ['nights of a file that is none', ['nightly', '--import', file('small.json')]],
  ])('%s', async (_, args) => {
    await using sandbox = await openSandbox();
    const { code, stderr } = await sandbox.run(...args, '--quiet');
    expect([code, stderr]).toEqual([65, expect.not.stringContaining('fault')]);
    expect(existsSync(sandbox.out)).toBe(false);
    expect(await sandbox.leftovers()).toEqual([]);
  });

  it.runIf(process.platform === 'linux').each([
    ['scenario', file('small.json')],
    ['compare', file('pair.json')],
    ['nightly', file('small.json')],
  ])('%s whose results have no place ends at once, and says so', async (command, scenario) => {
    await using sandbox = await openSandbox();
    const { code, stderr } = await sandbox.run(command, scenario, '--out', '/proc/nope');
    expect([code, stderr]).toEqual([64, expect.stringContaining('--out DIR')]);
    expect(existsSync(sandbox.out)).toBe(false);
  });

  it('a run that is killed in its first case leaves a record that says so', async () => {
    await using sandbox = await openSandbox();
    const { child, ended } = sandbox.start('scenario', file('long.json'));
    const record = async () => existsSync(sandbox.out) && (await readdir(sandbox.out, { recursive: true })).join();
    await eventually(record, (names) => String(names).endsWith('record.json'));
    child.kill('SIGKILL');
    await ended;
    expect(await sandbox.record()).toMatchObject({ status: 'interrupted', cases: [] });
    expect(await sandbox.leftovers()).toEqual([]);
  });
});
