import path from 'node:path';
import { expect, it } from 'vitest';
import { SAVED } from '../../cli/testing/saved-by-run-1.ts';
import { loadScenarioFile } from '../../scenario/load-file.ts';
import { readFormerTimes } from './former-times.ts';
import { partOf } from './part.ts';

const SMALL = path.join(import.meta.dirname, '..', '..', 'cli', 'testing', 'small.json');
const namesOf = ({ scenarios }: ReturnType<typeof partOf>) =>
  scenarios.flatMap(({ configurations }) => configurations.map(({ name }) => name));

it('each case is in the part of one shard, in the order of the whole run, and all know of all', async () => {
  const small = await loadScenarioFile(SMALL);
  const parts = [1, 2].map((index) => partOf([small], { index, total: 2 }, new Map()));
  expect(parts.flatMap(namesOf).sort()).toEqual(['capped', 'unasked', 'uncapped']);
  expect(parts[0]?.plan).toEqual(parts[1]?.plan);
  expect(parts[0]?.plan.map(({ configuration }) => configuration)).toEqual(['capped', 'uncapped', 'unasked']);
});

it('what took long before is played beside all else', async () => {
  const small = await loadScenarioFile(SMALL);
  const former = new Map([['small / uncapped', 60_000]]);
  expect(namesOf(partOf([small], { index: 1, total: 2 }, former))).toEqual(['uncapped']);
});

it('how long each case took is read from the record of a run', async () => {
  const former = await readFormerTimes(SAVED.passed);
  expect([...former.keys()]).toEqual(['healthy / capped-3']);
  expect(Math.min(...former.values())).toBeGreaterThan(1_000);
});
