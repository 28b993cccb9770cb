import type { ChildProcess } from 'node:child_process';
import { hostname } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { type RunRecord, runSchema } from '../record/schema.ts';
import { openSandbox, type Sandbox } from './testing/run-cli.ts';
import { codeOfSharesAside } from './testing/shares-aside.ts';

const JOINED = path.join(import.meta.dirname, 'testing', 'joined.json');
const BLOBS = path.join('results', 'blobs', 'together');

/** A coordinator that listens, and what it tells shards. */
async function startCoordinator(sandbox: Sandbox) {
  const { child, ended } = sandbox.start('servers', '--join-port', '0');
  const url = await new Promise<string>((resolve) => {
    child.stdout?.on('data', (text) => resolve(/--join (\S+)/.exec(String(text))?.[1] ?? ''));
  });
  return { child, ended, url };
}

const startShard = (sandbox: Sandbox, url: string, shard: string) =>
  sandbox.start('scenario', JOINED, '--shard', shard, '--run-id', 'together', '--join', url);

const startShards = (sandbox: Sandbox, url: string, total: number) =>
  Array.from({ length: total }, (_, at) => startShard(sandbox, url, `${at + 1}/${total}`));

/** Resolves when its first case is over: it plays the second one then. */
const firstCaseOver = ({ stderr }: ChildProcess) =>
  new Promise<void>((resolve) => stderr?.on('data', (text) => /^ {2}1\/2 /m.test(String(text)) && resolve()));

async function merged(sandbox: Sandbox): Promise<{ code: number | null; record: RunRecord }> {
  const { code, stdout } = await sandbox.run('merge', BLOBS, '--json');
  return { code, record: runSchema.parse(JSON.parse(stdout)) };
}

it('shards that join are clients of one server, whose account alone knows what they had at once', async () => {
  await using sandbox = await openSandbox();
  const coordinator = await startCoordinator(sandbox);
  const shards = startShards(sandbox, coordinator.url, 2);
  expect((await Promise.all(shards.map(({ ended }) => ended))).map(({ code }) => code)).toEqual([0, 0]);
  const { code, record } = await merged(sandbox);
  expect(code).toBe(codeOfSharesAside(record.cases));
  const names = record.cases.map(({ configuration }) => configuration);
  expect(names.slice(0, 3)).toEqual(['capped, client 1 of 2', 'capped, client 2 of 2', 'capped, all 2 clients']);
  const joint = record.cases[2];
  expect(joint?.metrics).toMatchObject({ requests: 48, connectionsPeak: 4, connectionsOpened: 4 });
  expect(joint?.checks.map(({ name }) => name)).toEqual(['limit', 'fairness']);
  expect(joint?.evidence.shares?.map(({ client, host }) => [client, host])).toEqual(
    [1, 2].map((at) => [at, hostname()]),
  );
  expect(joint?.checks[0]?.status).toBe('pass');
  expect(record.shards).toMatchObject({ total: 2, missing: [], missingCases: [], remarks: [] });
  coordinator.child.kill('SIGTERM');
  await coordinator.ended;
  expect(await sandbox.leftovers()).toEqual([]);
});

it('a shard that dies in mid-case is noticed, the others end in order, and the merge names it', async () => {
  await using sandbox = await openSandbox();
  const coordinator = await startCoordinator(sandbox);
  const [one, dying, other] = startShards(sandbox, coordinator.url, 3);
  await firstCaseOver(dying?.child as ChildProcess);
  dying?.child.kill('SIGKILL');
  const codes = await Promise.all([one, other].map(async (shard) => (await shard?.ended)?.code));
  for (const code of codes) expect([0, 2]).toContain(code);
  coordinator.child.kill('SIGTERM');
  expect((await coordinator.ended).stderr).toContain('Shard 2 of run together is gone; the others go on without it.');
  const { code, record } = await merged(sandbox);
  expect(code).toBe(2);
  // Whether a busy machine let them prove anything is their own affair.
  const whole = [1, 3].map((index) => ({ index, ended: 'whole' }));
  expect(record.shards).toMatchObject({ missing: [2], missingCases: [], merged: whole });
  expect(record.cases.map(({ clientOf }) => clientOf?.client)).toEqual([1, 3, null, 1, 3, null]);
});

it('a shard that dies before another one came is not waited for, and the others play without it', async () => {
  await using sandbox = await openSandbox();
  const coordinator = await startCoordinator(sandbox);
  const dying = startShard(sandbox, coordinator.url, '2/3');
  dying.child.stderr?.on('data', (text) => String(text).includes('Shard 2 of 3') && dying.child.kill('SIGKILL'));
  await dying.ended;
  const others = ['1/3', '3/3'].map((shard) => startShard(sandbox, coordinator.url, shard));
  for (const { ended } of others) expect([0, 2]).toContain((await ended).code);
  coordinator.child.kill('SIGTERM');
  expect((await coordinator.ended).stderr).toContain('Shard 2 of run together is gone; the others go on without it.');
  const { code, record } = await merged(sandbox);
  expect(code).toBe(2);
  expect(record.shards).toMatchObject({ missing: [2], missingCases: [] });
  expect(record.cases.map(({ clientOf }) => clientOf?.client)).toEqual([1, 3, null, 1, 3, null]);
});

it('shards whose coordinator dies leave what they have, and say so', async () => {
  await using sandbox = await openSandbox();
  const coordinator = await startCoordinator(sandbox);
  const shards = startShards(sandbox, coordinator.url, 2);
  await firstCaseOver(shards[0]?.child as ChildProcess);
  coordinator.child.kill('SIGKILL');
  const ended = await Promise.all(shards.map((shard) => shard.ended));
  expect(ended.map(({ code }) => code)).toEqual([2, 2]);
  for (const { stderr } of ended) expect(stderr).toContain('The coordinator is gone');
  const { code, record } = await merged(sandbox);
  expect(code).toBe(2);
  expect(record.shards?.merged.map((shard) => shard.ended)).toEqual(['interrupted', 'interrupted']);
  expect(record.shards?.missingCases).toEqual(['joined / agent']);
  expect(record.cases.map(({ clientOf }) => clientOf?.client)).toEqual([1, 2, null]);
});

it('a shard that waits for the others is stopped by a signal, and leaves nothing behind', async () => {
  await using sandbox = await openSandbox();
  const coordinator = await startCoordinator(sandbox);
  const args = ['--shard', '1/2', '--run-id', 'alone', '--join', coordinator.url];
  const waiting = sandbox.start('scenario', JOINED, ...args);
  waiting.child.stderr?.on('data', (text) => /^joined: /m.test(String(text)) && waiting.child.kill('SIGTERM'));
  expect((await waiting.ended).code).toBe(130);
  coordinator.child.kill('SIGTERM');
  await coordinator.ended;
  expect(await sandbox.leftovers()).toEqual([]);
});
