import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { judgeCase } from '../../harness/checks/judge.ts';
import type { CaseRecord } from '../../harness/record/schema.ts';
import { makeMeasured } from '../../harness/record/testing/make-measured.ts';
import { namesOf } from '../../harness/testing/judged.ts';
import { readRecorded, recordingFile } from '../../harness/testing/recorded-pair.ts';
import type { Pair } from './pairs.ts';
import { recordPair, requireExpected } from './record-pair.ts';
import type { Judged } from './verdict.ts';

const good = judgeCase(makeMeasured());
const bad = judgeCase(makeMeasured({ load: { ledger: { activePeak: 9, openPeak: 9 } } }));

async function makePair() {
  const folder = await mkdtemp(path.join(tmpdir(), 'poolproof-record-test-'));
  const pair: Pair = {
    name: 'limit-x',
    folder,
    socket: 'tcp',
    fails: ['limit'],
    className: 'limit',
    checks: ['limit'],
  };
  return { pair, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
}

async function writtenOf(outcome: Judged): Promise<{ kind: string; files: string[] }> {
  const { kind } = await recordPair(outcome);
  return { kind, files: await readdir(outcome.pair.folder) };
}

it('a pair that is judged right is written beside it, without a verdict, and judged again from there', async () => {
  await using made = await makePair();
  const subject = '/home/me/pairs/limit-x/bad.mjs';
  const played: CaseRecord = {
    ...bad,
    settings: { ...bad.settings, subject },
    histograms: { latency: 'HISTFAA' },
    series: { open: { t: [0], v: [1] } },
  };
  expect(await writtenOf({ kind: 'judged', pair: made.pair, bad: played, good })).toEqual({
    kind: 'judged',
    files: ['measured-tcp.json'],
  });
  const recorded = await readRecorded(recordingFile(made.pair.folder, 'tcp'));
  expect(Object.keys(recorded.bad)).not.toContain('checks');
  expect(recorded.bad).toMatchObject({ settings: { subject: 'bad.mjs' }, histograms: {}, series: {} });
  expect([namesOf(judgeCase(recorded.bad), 'fail'), namesOf(judgeCase(recorded.good), 'fail')]).toEqual([
    ['limit'],
    [],
  ]);
});

it('nothing is written of a pair that is judged wrong', async () => {
  await using made = await makePair();
  const kept = { kind: 'judged', files: [] };
  expect(await writtenOf({ kind: 'judged', pair: made.pair, bad: good, good })).toEqual(kept);
  expect(await writtenOf({ kind: 'judged', pair: made.pair, bad, good: bad })).toEqual(kept);
  const more = { ...made.pair, fails: ['limit', 'reuse'] };
  expect(await writtenOf({ kind: 'judged', pair: more, bad, good })).toEqual(kept);
});

it('nothing is written where what is kept leads to another judgement', async () => {
  await using made = await makePair();
  const judgedFromMore = { ...good, checks: bad.checks };
  expect(await writtenOf({ kind: 'judged', pair: made.pair, bad: judgedFromMore, good })).toEqual({
    kind: 'broken',
    files: [],
  });
});

it('pairs that no table expects anything of are not recorded', async () => {
  await using made = await makePair();
  expect(() => requireExpected([made.pair])).not.toThrow();
  expect(() => requireExpected([made.pair, { ...made.pair, socket: null, fails: null }])).toThrow(
    'without an expected',
  );
});
