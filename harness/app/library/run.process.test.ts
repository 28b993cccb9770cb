import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { expect, it, vi } from 'vitest';
import { openDesk } from '../../cli/testing/run-here.ts';
import { judge, type RunProgress, run } from '../../index.ts';
import { healthy, leaky } from '../../matchers/testing/clients.ts';
import { scenarioWith } from './testing/here.ts';

it('returns the record of a client that is a function of the caller, tells what happens, and says nothing', async () => {
  const told: RunProgress[] = [];
  using stdout = vi.spyOn(process.stdout, 'write');
  using stderr = vi.spyOn(process.stderr, 'write');
  const scenario = scenarioWith(healthy);
  const record = await run({ scenario, ceiling: false, onProgress: (progress) => void told.push(progress) });
  expect(stdout.mock.calls).toEqual([]);
  expect(stderr.mock.calls).toEqual([]);
  expect(record).toMatchObject({ schema: 'poolproof/run@2', status: 'pass' });
  expect(record.id).toMatch(/-handed-over$/);
  expect(told[0]).toEqual({ kind: 'scenario', scenario: 'handed-over', configurations: ['mine'] });
  expect(told).toContainEqual({ kind: 'phase', scenario: 'handed-over', configuration: 'mine', phase: 'load' });
  expect(told.at(-1)).toEqual({ kind: 'case', case: record.cases[0] });
});

it('accuses the broken twin, skips what nobody can tell of a function, and judges the record again', async () => {
  const record = await run({ scenario: scenarioWith(leaky), ceiling: false });
  expect(record.status).toBe('fail');
  const checks = record.cases[0]?.checks ?? [];
  const status = Object.fromEntries(checks.map(({ name, status }) => [name, status]));
  expect(status).toMatchObject({ limit: 'fail', reuse: 'fail', exit: 'skipped' });
  expect((await judge(record)).cases).toEqual(record.cases);
});

it('writes the record and its page where a folder is named, and says where', async () => {
  await using desk = await openDesk();
  const told: RunProgress[] = [];
  const scenario = path.join(import.meta.dirname, '..', '..', 'cli', 'testing', 'small.json');
  const { id } = await run({ scenario, ceiling: false, out: desk.out, onProgress: (one) => void told.push(one) });
  expect(await readdir(path.join(desk.out, id))).toEqual(['record.json', 'report.html']);
  expect(told.at(-1)).toMatchObject({ kind: 'written', folder: path.join(desk.out, id) });
});

it('comes back interrupted, with what was measured, when its signal fires', async () => {
  const stop = new AbortController();
  const onProgress = (one: RunProgress) => {
    if (one.kind === 'phase' && one.phase === 'load') stop.abort();
  };
  const record = await run({ scenario: scenarioWith(healthy), ceiling: false, signal: stop.signal, onProgress });
  expect(record.status).toBe('interrupted');
  expect(record.cases).toHaveLength(1);
});
