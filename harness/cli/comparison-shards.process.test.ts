import path from 'node:path';
import { expect, it } from 'vitest';
import { type ComparisonRecord, comparisonSchema } from '../record/comparison.ts';
import { openSandbox } from './testing/run-cli.ts';

const PAIR = path.join(import.meta.dirname, 'testing', 'pair.json');
const ASKED = ['compare', PAIR, '--config', 'three,six,uncapped', '--warmup', '50ms', '--rounds', '1', '--quiet'];

it('a comparison that was divided among shards is one of all its configurations, each beside the reference of its machine', async () => {
  await using sandbox = await openSandbox();
  const shards: ComparisonRecord[] = [];
  for (const shard of ['1/2', '2/2']) {
    const { code, stdout, stderr } = await sandbox.run(...ASKED, '--shard', shard, '--run-id', 'divided', '--json');
    expect([code, stderr]).toEqual([0, expect.stringMatching(/Blob: +\S+shard-\d-of-2-attempt-1\.json\.gz/)]);
    shards.push(comparisonSchema.parse(JSON.parse(stdout)));
  }
  expect(shards.map(({ configurations }) => configurations.map(({ name }) => name))).toEqual([
    ['three', 'six'],
    ['three', 'uncapped'],
  ]);
  expect(shards.map(({ micro }) => micro)).toEqual([1, 2].map(() => ({ measured: [], missing: [] })));
  const { code, stdout } = await sandbox.run('merge', path.join('results', 'blobs', 'divided'), '--json');
  const merged = comparisonSchema.parse(JSON.parse(stdout));
  expect([code, merged.status]).toEqual([0, 'estimates']);
  expect(merged.rounds).toEqual(shards.flatMap(({ rounds }) => rounds));
  const ratioOf = ({ comparisons }: ComparisonRecord, name: string) =>
    comparisons.flatMap((one) => (one.configuration === name && 'ratio' in one ? [one.ratio] : []));
  for (const [at, name] of ['six', 'uncapped'].entries()) {
    expect(ratioOf(merged, name)).toEqual(ratioOf(shards[at] as ComparisonRecord, name));
  }
  expect(await sandbox.leftovers()).toEqual([]);
});

it('a shard of a comparison that is interrupted leaves its rounds, and the merge says what is missing', async () => {
  await using sandbox = await openSandbox();
  const args = [...ASKED.filter((word) => word !== '--quiet'), '--rounds', '50', '--shard', '2/2', '--run-id', 'cut'];
  const { child, ended } = sandbox.start(...args);
  child.stderr?.on('data', (text) => /round 1\/50/.test(String(text)) && child.kill('SIGINT'));
  expect((await ended).code).toBe(130);
  const { code, stdout } = await sandbox.run('merge', path.join('results', 'blobs', 'cut'));
  expect([code, stdout]).toEqual([2, expect.stringMatching(/Incomplete: /)]);
  expect(stdout).toContain('Shard 1 of 2 left no blob. Shard 2 of 2 ended before its time. Not compared: six.');
  expect(await sandbox.leftovers()).toEqual([]);
});
