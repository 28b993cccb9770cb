import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { recordNights } from '../history/testing/nights.ts';
import { writeBlob } from '../record/blob/write.ts';
import type { MeasuredNight } from '../record/night.ts';
import { readRecord } from '../record/read.ts';
import type { RunRecord } from '../record/schema.ts';
import { makeBlob } from '../record/testing/make-blob.ts';
import { openSandbox } from './testing/run-cli.ts';
import { openDesk, runHere } from './testing/run-here.ts';

const SMALL = path.join(import.meta.dirname, 'testing', 'small.json');
const JOINED = path.join(import.meta.dirname, 'testing', 'joined.json');

/** What a run says of its cases, without the figures that differ from one time to the next. */
const verdictsOf = ({ status, cases }: RunRecord) => ({
  status,
  cases: cases.map(({ scenario, configuration, status: ofCase, checks }) => {
    return { scenario, configuration, status: ofCase, checks: checks.map(({ name, status: is }) => `${name} ${is}`) };
  }),
});

it('a suite that was divided among shards says the same as the whole one', async () => {
  await using sandbox = await openSandbox();
  const suite = ['scenario', SMALL, JOINED, '--quiet'];
  const whole = await sandbox.run(...suite, '--json');
  const codes: (number | null)[] = [];
  for (const shard of ['1/3', '2/3', '3/3']) {
    codes.push((await sandbox.run(...suite, '--shard', shard, '--run-id', 'divided')).code);
  }
  const merged = await sandbox.run('merge', path.join('results', 'blobs', 'divided'), '--json');
  const [one, other] = [whole, merged].map(({ stdout }) => JSON.parse(stdout) as RunRecord) as [RunRecord, RunRecord];
  expect(verdictsOf(other)).toEqual(verdictsOf(one));
  expect(other.shards).toMatchObject({ total: 3, missing: [], missingCases: [], remarks: [] });
  expect(merged.code).toBe(whole.code);
  expect(Math.max(...codes.map(Number))).toBe(whole.code);
  expect(await sandbox.leftovers()).toEqual([]);
});

it('a shard that is interrupted leaves what it has, and its next attempt takes its place', async () => {
  await using sandbox = await openSandbox();
  const shard = ['scenario', SMALL, '--shard', '1/1', '--run-id', 'cut'];
  const { child, ended } = sandbox.start(...shard);
  child.stderr?.on('data', (text) => /1\/3/.test(String(text)) && child.kill('SIGTERM'));
  expect((await ended).code).toBe(130);
  const cut = await sandbox.run('merge', path.join('results', 'blobs', 'cut'));
  expect([cut.code, cut.stdout]).toEqual([2, expect.stringContaining('Shard 1 of 1 ended before its time.')]);
  expect((await sandbox.run(...shard, '--quiet')).stderr).toContain('this is attempt 2.');
  const mended = await sandbox.run('merge', path.join('results', 'blobs', 'cut'));
  expect([mended.code, mended.stdout]).toEqual([
    0,
    expect.stringContaining('Attempt 2 at shard 1 replaces attempt 1.'),
  ]);
});

it('a shard with nothing to do leaves an empty blob all the same, and passes', async () => {
  await using desk = await openDesk();
  const args = ['--config', 'capped', '--shard', '2/2', '--run-id', 'night', '--out', desk.out];
  const { code, stderr } = await runHere('scenario', SMALL, ...args);
  expect(code).toBe(0);
  expect(stderr).toContain('Shard 2 of 2 of run night: 0 of 1 cases.');
  expect(stderr).toContain(`${desk.out}/blobs/night/shard-2-of-2-attempt-1.json.gz`);
});

describe('npm run merge', () => {
  it('writes one record and its page, which name the shard that is missing', async () => {
    await using desk = await openDesk();
    const { file } = await writeBlob(desk.folder, makeBlob());
    const { code, stdout } = await runHere('merge', file, '--out', desk.out);
    expect(code).toBe(2);
    expect(stdout).toContain('Shard 2 of 2 left no blob. scenario-1 / capped was not played.');
    expect(stdout).toContain('Merged from 1 of 2 shards:\n  1/2: 1 case on machine-1 from 2026-03-01T10:00:00.000Z\n');
    const [, written = ''] = /Record: (.*)/.exec(stdout) ?? [];
    expect(await readRecord(written)).toMatchObject({ id: 'night-7', shards: { total: 2, missing: [2] } });
    const again = await runHere('report', written);
    expect(again.stdout).toContain('Shard 2 of 2 left no blob.');
  });

  it('prints the record and nothing else where that is asked for', async () => {
    await using desk = await openDesk();
    const { file } = await writeBlob(desk.folder, makeBlob());
    const { stdout } = await runHere('merge', file, '--out', desk.out, '--json');
    expect(Object.keys(JSON.parse(stdout)).at(-1)).toBe('shards');
  });

  it('refuses what does not belong together with its exit code, and writes nothing', async () => {
    await using desk = await openDesk();
    for (const blob of [makeBlob(), makeBlob({ index: 2, runId: 'night-8' })]) await writeBlob(desk.folder, blob);
    const { code, stdout, stderr } = await runHere('merge', desk.folder, '--out', desk.out);
    expect([code, stdout]).toEqual([65, '']);
    expect(stderr).toContain('more than one run');
  });
});

it('a night that shards have measured is judged and kept like one that was measured here', async () => {
  await using desk = await openDesk();
  const [night] = recordNights({ nights: 1, seed: 1 }) as [MeasuredNight];
  const plan = night.cases.map(({ scenario, configuration }) => ({
    scenario,
    configuration,
    contrast: false,
    shard: 1,
  }));
  const { file } = await writeBlob(desk.folder, makeBlob({ plan, cases: [], night }));
  const history = path.join(desk.folder, 'history.sqlite');
  const args = [SMALL, '--from-shards', file, '--history', history, '--out', desk.out];
  const { code, stderr, stdout } = await runHere('nightly', ...args);
  expect(stderr).toContain('Learning');
  expect(stdout).toMatch(/Page: .*nightly-night-7\/trend\.html/);
  expect(code).toBe(0);
});
