import { expect, it } from 'vitest';
import { judgeCase, judgeRun } from '../checks/judge.ts';
import { readRecord } from '../record/read.ts';
import type { CaseRecord } from '../record/schema.ts';
import { runHere } from './testing/run-here.ts';
import { SAVED } from './testing/saved-by-run-1.ts';

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

it('records of an older version are compared', async () => {
  const { code, stdout } = await runHere('compare', SAVED.passed, SAVED.passed);
  expect(stdout).toMatch(/healthy \/ capped-3 +requests\/s +the same .*not tested/);
  expect(code).toBe(0);
});
