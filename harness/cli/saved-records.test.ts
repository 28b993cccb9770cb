import { expect, it } from 'vitest';
import { judgeCase, judgeRun } from '../checks/judge.ts';
import { readRecord } from '../record/read.ts';
import type { CaseRecord } from '../record/schema.ts';
import { openDesk, runHere } from './testing/run-here.ts';
import { asOfToday, SAVED } from './testing/saved-by-run-1.ts';

const saidOf = ({ configuration, status, checks }: CaseRecord) => ({
  configuration,
  status,
  checks: checks.map((check) => `${check.name} ${check.status}: ${check.summary}`),
});

it.each([SAVED.passed, SAVED.failed])('a record of an older version says the same, judged again: %s', async (file) => {
  const { cases, status } = await readRecord(file);
  const judged = cases.map((one) => judgeCase(one));
  expect(judged.map(saidOf)).toEqual(cases.map(saidOf));
  expect(judgeRun(judged)).toBe(status);
});

it('a record of an older version is compared with another one, and with one of today', async () => {
  await using desk = await openDesk();
  for (const other of [SAVED.passed, await asOfToday(SAVED.passed, desk)]) {
    const { code, stdout } = await runHere('compare', SAVED.passed, other);
    expect(stdout).toMatch(/healthy \/ capped-3 +requests\/s +±0 % .*not tested/);
    expect(code).toBe(0);
  }
});

it('a record of today comes back from its file as it was written', async () => {
  await using desk = await openDesk();
  const record = await readRecord(SAVED.failed);
  expect(record.schema).toBe('poolproof/run@2');
  expect(await readRecord(await asOfToday(SAVED.failed, desk))).toEqual(record);
});
