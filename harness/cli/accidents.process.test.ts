import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { eventually } from '../core/testing/patience.ts';
import { openSandbox, type Sandbox } from './testing/run-cli.ts';

const LONG = ['scenario', path.join(import.meta.dirname, 'testing', 'long.json')];
const client = (name: string) => ['--client', path.join(import.meta.dirname, 'testing', 'clients', `${name}.mjs`)];
const LEAVES_ITS_GROUP = path.join(import.meta.dirname, 'testing', 'leaves-its-group.mjs');
const SERVICE = `'${process.execPath}' '${path.join(import.meta.dirname, '../run/subject/program/testing/service.mjs')}' http`;
const SMALL = path.join(import.meta.dirname, 'testing', 'small.json');

/** Starts a run and waits until its client says that it is under load. */
async function startLoaded(sandbox: Sandbox, args: string[]) {
  const run = sandbox.start(...args);
  let seen = '';
  run.child.stderr?.on('data', (text) => {
    seen += text;
  });
  const told = path.join(path.dirname(sandbox.out), 'under-load');
  expect(await eventually(() => existsSync(told), Boolean)).toBe(true);
  return { ...run, seen: () => seen };
}

describe.concurrent('however a run ends, nothing of it stays:', () => {
  it('Ctrl-C once stops in order, saves what was measured and marks it', async () => {
    await using sandbox = await openSandbox();
    const { child, ended } = await startLoaded(sandbox, [...LONG, ...client('tells-of-its-load')]);
    child.kill('SIGINT');
    const { code, stderr } = await ended;
    expect(code).toBe(130);
    expect(stderr).toContain('what was measured is saved');
    const record = await sandbox.record();
    expect(record).toMatchObject({ status: 'interrupted', cases: [{ configuration: 'tells-of-its-load' }] });
    expect(record.cases[0]?.metrics.requests).toBeGreaterThan(0);
    expect(record.cases[0]?.checks.find(({ name }) => name === 'close')?.status).toBe('pass');
    expect(await sandbox.leftovers()).toEqual([]);
  });

  it('Ctrl-C twice ends it now', async () => {
    await using sandbox = await openSandbox();
    const { child, ended, seen } = await startLoaded(sandbox, [...LONG, ...client('blocks-its-loop')]);
    child.kill('SIGINT');
    await eventually(seen, (text) => text.includes('Stopping'));
    child.kill('SIGINT');
    expect((await ended).code).toBe(130);
    expect(await sandbox.leftovers()).toEqual([]);
  });

  it('kill -9 of the orchestrator takes the server, the socket and even a blocked subject with it', async () => {
    await using sandbox = await openSandbox();
    const { child, ended } = await startLoaded(sandbox, [...LONG, ...client('blocks-its-loop')]);
    child.kill('SIGKILL');
    await ended;
    expect(await sandbox.leftovers()).toEqual([]);
  });

  it('kill -9 of the orchestrator takes a program with it, and what that started in a session of its own', async () => {
    await using sandbox = await openSandbox();
    const command = `'${process.execPath}' '${LEAVES_ITS_GROUP}'`;
    const { child, ended } = await startLoaded(sandbox, [...LONG, '--command', command]);
    expect(await eventually(sandbox.processes, (all) => all.some((line) => line.includes('sleep 600')))).toBeTruthy();
    child.kill('SIGKILL');
    await ended;
    expect(await sandbox.leftovers()).toEqual([]);
  });

  it.each([
    ['the server', /servers\/main\.ts/, 'The process of the server failed: '],
    ['what calls a program', /subject-main\.ts/, 'The process that calls the program failed: '],
  ])('kill -9 of %s is a fault of the run, and no verdict on the program', async (_, process, sentence) => {
    await using sandbox = await openSandbox();
    const run = sandbox.start(...LONG, '--command', SERVICE, '--drive', 'http');
    await eventually(sandbox.processes, (all) => all.some((line) => /subject-main\.ts/.test(line)));
    const victims = (await sandbox.processes()).filter((line) => process.test(line));
    for (const line of victims) globalThis.process.kill(Number.parseInt(line, 10), 'SIGKILL');
    const { code, stderr } = await run.ended;
    expect({ code, stderr }).toEqual({ code: 70, stderr: expect.stringContaining(sentence) });
    expect(await sandbox.leftovers()).toEqual([]);
  });

  it('Ctrl-C ends a program in order, names what it left running, and keeps what it printed beside the record', async () => {
    await using sandbox = await openSandbox();
    const command = `'${process.execPath}' '${LEAVES_ITS_GROUP}'`;
    const { child, ended } = await startLoaded(sandbox, [...LONG, '--command', command]);
    await eventually(sandbox.processes, (all) => all.some((line) => line.includes('sleep 600')));
    child.kill('SIGINT');
    expect((await ended).code).toBe(130);
    const [exit] = (await sandbox.record()).cases.flatMap(({ checks }) => checks.filter(({ name }) => name === 'exit'));
    expect(exit?.summary).toMatch(/left running what it had started: .*sleep \(\d+\)/);
    const [folder = ''] = await readdir(sandbox.out);
    const logs = (await readdir(path.join(sandbox.out, folder))).filter((name) => name.endsWith('.log'));
    expect(logs).toEqual(['long-node.log']);
    expect(await readFile(path.join(sandbox.out, folder, 'long-node.log'), 'utf8')).toBe('up\n');
    expect(await sandbox.leftovers()).toEqual([]);
  });

  it.runIf(canMount())('a disk that fills in mid-run costs its folder, not what was measured', async () => {
    await using sandbox = await openSandbox();
    await using disk = await mountSmallDisk(sandbox.out);
    disk.fill();
    const { code, stdout, stderr } = await sandbox.run('scenario', SMALL, '--config', 'capped', '--out', sandbox.out);
    expect(stderr).toContain('What was measured goes to');
    expect(stdout).toMatch(/Record: .*poolproof-results.*record\.json/);
    expect(code).toBe(0);
  });
});

/** Mounting needs root, which a developer's machine seldom gives. */
function canMount(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0;
}

async function mountSmallDisk(folder: string) {
  await mkdir(folder, { recursive: true });
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder]);
  return {
    fill: () => writeFileSync(path.join(folder, 'filler'), Buffer.alloc(56 * 1_024)),
    async [Symbol.asyncDispose]() {
      execFileSync('umount', [folder]);
    },
  };
}
