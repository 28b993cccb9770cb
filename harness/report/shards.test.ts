import { expect, it } from 'vitest';
import type { Shards } from '../record/shards.ts';
import { makeRecord } from '../record/testing/make-record.ts';
import { headlineOf } from './headline.ts';
import { viewOf } from './model.ts';
import { shardsText } from './shards.ts';

function makeShards(overrides: Partial<Shards> = {}): Shards {
  const at = { startedAt: '2026-03-01T10:00:00.000Z', finishedAt: '2026-03-01T10:01:00.000Z' };
  const merged = [1, 2].map((index) => {
    return { index, attempt: index, host: `machine-${index}`, ...at, cases: index, ended: 'whole' as const };
  });
  return { total: 2, merged, missing: [], missingCases: [], remarks: [], ...overrides };
}
const [first] = makeShards().merged as [Shards['merged'][number]];

it('a run that was not divided says nothing of shards', () => {
  expect(shardsText(makeRecord())).toBe('');
  expect(headlineOf(makeRecord())).toBe('Passed: 1 case held every check.');
});

it('a merged run lists its shards, on its page too', () => {
  const record = makeRecord({ shards: makeShards({ remarks: ['Attempt 2 at shard 2 replaces attempt 1.'] }) });
  expect(shardsText(record)).toBe(
    `Merged from 2 of 2 shards:
  1/2: 1 case on machine-1 from 2026-03-01T10:00:00.000Z
  2/2: 2 cases on machine-2 from 2026-03-01T10:00:00.000Z, attempt 2
Attempt 2 at shard 2 replaces attempt 1.
`,
  );
  expect(viewOf(record).environment).toContain('Merged from 2 of 2 shards');
});

it('of many shards and remarks the first ones are listed', () => {
  const many = Array.from({ length: 200 }, (_, at) => ({ ...first, index: at + 1 }));
  const text = shardsText({ shards: makeShards({ total: 200, merged: many, remarks: many.map(() => 'x') }) });
  expect(text.split('\n')).toHaveLength(1 + 13 + 13 + 1);
  expect(text).toContain('\n  and 188 more\n');
});

it.each<[Partial<Shards>, string]>([
  [{ missing: [3, 4], total: 4 }, 'Shards 3, 4 of 4 left no blob.'],
  [{ merged: [{ ...first, ended: 'interrupted' }] }, 'Shard 1 of 2 ended before its time.'],
  [{ missingCases: ['a / b'] }, 'a / b was not played.'],
  [{ missingCases: ['a / b', 'c / d', 'e / f', 'g / h'] }, 'a / b; c / d; e / f and 1 more were not played.'],
])('what is missing stands behind the verdict: %j', (missing, sentence) => {
  const record = makeRecord({ status: 'inconclusive', shards: makeShards(missing) });
  expect(headlineOf(record)).toBe(`Inconclusive: 1 case held every check. ${sentence}`);
});

it('a failure stands, and what is missing is said beside it', () => {
  const record = makeRecord({ status: 'fail', cases: [{ status: 'fail' }], shards: makeShards({ missing: [2] }) });
  expect(headlineOf(record)).toMatch(/^Failed: 1 of 1 case.*Shard 2 of 2 left no blob\.$/);
});
