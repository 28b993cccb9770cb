import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { openDesk } from '../../cli/testing/run-here.ts';
import { comparisonSchema } from '../../record/comparison.ts';
import { loadScenarioFile } from '../../scenario/load-file.ts';
import { interruptedAfter, recordedRounds } from '../testing/recorded-rounds.ts';
import { unwatched } from '../testing/unwatched.ts';
import { playComparison } from './play-comparison.ts';

// What a comparison finds is a matter of its rounds: these are recorded.

const pair = await loadScenarioFile(path.join(import.meta.dirname, '..', '..', 'cli', 'testing', 'pair.json'));
const scenario = { ...pair, configurations: pair.configurations.filter(({ contrast }) => !contrast) };
const OPTIONS = { reference: 'three', seed: 1, micro: false, rounds: 12 };

async function compareRecorded(slowness: Record<string, number>) {
  await using desk = await openDesk();
  const { record, files } = await playComparison(
    scenario,
    { ...OPTIONS, out: desk.out },
    unwatched(),
    recordedRounds(slowness),
  );
  const saved = comparisonSchema.parse(JSON.parse(await readFile(files.json ?? '', 'utf8')));
  return { record, saved };
}

it('is untrusted where its reference behaves otherwise as its own twin', async () => {
  const { record, saved } = await compareRecorded({ 'three again': 1.15, six: 1.3 });
  expect(saved.status).toBe('untrusted');
  expect(saved.rounds).toHaveLength(12);
  expect(record.recommendation.answer).toBe('Choose nothing by this comparison: three differs from itself.');
  expect(record.comparisons.some(({ verdict }) => verdict === 'faster' || verdict === 'slower')).toBe(false);
});

it('is trusted where only another configuration is slower, and says so', async () => {
  const { record, saved } = await compareRecorded({ six: 1.3 });
  expect(saved.status).toBe(record.status);
  expect(record.recommendation.answer).toMatch(/^Keep three: six is worse, proven at 99 % in 12 rounds/);
});

it('keeps the rounds so far where it is interrupted, and marks them', async () => {
  await using desk = await openDesk();
  const interrupt = new AbortController();
  const interrupted = interruptedAfter(1, recordedRounds({}), interrupt);
  const watcher = unwatched(interrupt.signal);
  const { record } = await playComparison(scenario, { ...OPTIONS, out: desk.out }, watcher, interrupted);
  expect(record).toMatchObject({ status: 'interrupted', interrupted: true, plannedRounds: 12 });
  expect(record.rounds).toHaveLength(1);
});
