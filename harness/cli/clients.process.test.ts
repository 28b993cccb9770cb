import path from 'node:path';
import { expect, it } from 'vitest';
import { type CaseRecord, runSchema } from '../record/schema.ts';
import { openSandbox } from './testing/run-cli.ts';
import { codeOfSharesAside } from './testing/shares-aside.ts';

const CLIENTS = path.join(import.meta.dirname, 'testing', 'clients.json');
const limitOf = ({ checks }: CaseRecord) => checks.find(({ name }) => name === 'limit');

it('several clients of one server are judged each by itself and all together, by the account of that server', async () => {
  await using sandbox = await openSandbox();
  const { code, stdout, stderr } = await sandbox.run('scenario', CLIENTS, '--json');
  expect(stderr).toContain('4 cases, about');
  const { cases } = runSchema.parse(JSON.parse(stdout));
  expect(code).toBe(codeOfSharesAside(cases));
  expect(cases.map(({ clientOf }) => clientOf?.client)).toEqual([1, 2, 3, null]);
  const [joint] = cases.slice(-1) as [CaseRecord];
  for (const one of cases.slice(0, -1)) {
    expect(limitOf(one)).toMatchObject({ status: 'pass', details: { limit: 2, openPeak: 2 } });
  }
  expect(limitOf(joint)).toMatchObject({ status: 'pass', details: { limit: 6, openPeak: 6 } });
  expect(joint.metrics).toMatchObject({ requests: 72, connectionsOpened: 6, errors: 0 });
  expect(joint.evidence.shares).toHaveLength(3);
  expect(joint.checks.map(({ name }) => name)).toEqual(['limit', 'fairness']);
  expect(await sandbox.leftovers()).toEqual([]);
});

it('a shard plays all clients of its case, and the merge finds nothing missing', async () => {
  await using sandbox = await openSandbox();
  await sandbox.run('scenario', CLIENTS, '--shard', '1/1', '--run-id', 'clients', '--quiet');
  const { code, stdout } = await sandbox.run('merge', path.join('results', 'blobs', 'clients'), '--json');
  const { cases, shards } = runSchema.parse(JSON.parse(stdout));
  expect(code).toBe(codeOfSharesAside(cases));
  expect(cases).toHaveLength(4);
  expect(shards).toMatchObject({ missing: [], missingCases: [] });
});
