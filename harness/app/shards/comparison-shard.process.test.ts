import path from 'node:path';
import { expect, it } from 'vitest';
import { openDesk } from '../../cli/testing/run-here.ts';
import { judgeComparison } from '../../compare/judge-comparison.ts';
import { decisionsOf } from '../../compare/plan.ts';
import { leastRoundsOf } from '../../compare/verdict.ts';
import { readBlobs } from '../../record/blob/read.ts';
import { loadScenarioFile } from '../../scenario/load-file.ts';
import type { Configuration } from '../../scenario/types.ts';
import { playComparison } from '../comparison/play-comparison.ts';
import { recordedRounds } from '../testing/recorded-rounds.ts';
import { unwatched } from '../testing/unwatched.ts';
import { comparisonPartOf } from './comparison-part.ts';
import { playComparisonShard } from './comparison-shard.ts';
import { mergeComparisons } from './merge-comparisons.ts';

const COUNT = 41;
const SLOWER = 'c7';

const pair = await loadScenarioFile(path.join(import.meta.dirname, '..', '..', 'cli', 'testing', 'pair.json'));
const [one] = pair.configurations as [Configuration];
const names = Array.from({ length: COUNT }, (_, at) => `c${at}`);
// The name of its twin is taken on the other shard.
names[COUNT - 1] = 'c0 again';
const scenario = { ...pair, configurations: names.map((name) => ({ ...one, name, contrast: false })) };

it('each shard plays as many rounds as a claim among all needs, and its blob is merged with the others', async () => {
  await using desk = await openDesk();
  const options = { reference: 'c0', seed: 1, out: desk.out };
  const shards = [1, 2].map(async (index) => {
    const sharded = { index, total: 2, runId: 'divided', attempt: 1, out: desk.out };
    const part = comparisonPartOf(scenario, 'c0', sharded);
    return playComparisonShard(scenario, part, sharded, {
      options,
      say: () => {},
      play: (own, how) => playComparison(own, how, unwatched(), recordedRounds({ [SLOWER]: 1.3 })),
    });
  });
  const played = await Promise.all(shards);
  for (const { record } of played) {
    expect(record.rounds.length).toBeGreaterThanOrEqual(leastRoundsOf(decisionsOf(COUNT)));
    expect([record.twin, record.micro.measured]).toEqual(['c0 again again', []]);
  }
  const read = await readBlobs([path.join(desk.out, 'blobs', 'divided')]);
  const merged = judgeComparison(mergeComparisons(read, { allowMixed: [], now: new Date() }));
  expect(merged.status).toBe('trusted');
  expect(merged.configurations.map(({ name }) => name)).toEqual(names);
  expect(merged.recommendation.answer).toMatch(new RegExp(`^Keep c0: ${SLOWER} is worse, proven at 99 %`));
});
