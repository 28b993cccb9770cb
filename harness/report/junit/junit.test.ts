import { expect, it } from 'vitest';
import { judgeWatch } from '../../checks/watch/judge-watch.ts';
import { makeCheck, makeRecord } from '../../record/testing/make-record.ts';
import { makeWatch } from '../../record/testing/make-watch.ts';
import { readXml } from '../testing/read-xml.ts';
import { renderJunit } from '../trend/junit.ts';
import { makeSampleTrend } from '../trend/testing/sample-trend.ts';
import { renderRunJunit } from './run.ts';
import { renderWatchJunit } from './watch.ts';

const failed = makeCheck({ name: 'reuse', status: 'fail', summary: 'No connection was used twice.' });
const unsure = makeCheck({ name: 'drain', status: 'inconclusive', summary: 'Nobody looked.' });
const run = makeRecord({
  status: 'fail',
  cases: [
    { file: 'scenarios/loki.ts', status: 'fail', checks: [makeCheck(), failed, unsure] },
    { configuration: 'shown', contrast: true, status: 'fail', checks: [failed] },
  ],
});

it('a run has a suite for each case, of the scenario’s file, and a test for each check', () => {
  const text = renderRunJunit(run);
  expect(readXml(text, '/testsuites/testsuite').map(({ attributes }) => attributes)).toMatchObject([
    { name: 'diagnose-loki / capped-50', tests: '3', failures: '1', skipped: '1', timestamp: '2026-03-01T10:00:00' },
    { name: 'diagnose-loki / shown', tests: '1', failures: '0', skipped: '1' },
  ]);
  expect(readXml(text, '//testcase').map(({ attributes }) => attributes)).toEqual([
    { classname: 'diagnose-loki / capped-50', name: 'limit', file: 'scenarios/loki.ts' },
    { classname: 'diagnose-loki / capped-50', name: 'reuse', file: 'scenarios/loki.ts' },
    { classname: 'diagnose-loki / capped-50', name: 'drain', file: 'scenarios/loki.ts' },
    { classname: 'diagnose-loki / shown', name: 'reuse' },
  ]);
});

it('what failed says its sentence; what is undecided or a contrast is skipped, and says why', () => {
  const messages = (xpath: string) => readXml(renderRunJunit(run), xpath).map(({ attributes }) => attributes.message);
  expect(messages('//failure')).toEqual([failed.summary]);
  expect(messages('//skipped')).toEqual([unsure.summary, expect.stringMatching(/^No .* \(contrast: .*\)$/)]);
});

it('a run that was cut short is no green one', () => {
  const text = renderRunJunit(makeRecord({ status: 'interrupted' }));
  expect(readXml(text, '//testcase[failure]').map(({ attributes }) => attributes.name)).toEqual([
    'every case was played',
  ]);
});

it('a watch has a test for each check', () => {
  const watch = judgeWatch(makeWatch({ limit: 3 }));
  const tests = readXml(renderWatchJunit(watch), '//testcase').map(({ attributes }) => attributes.name);
  expect(tests).toEqual(watch.checks.map(({ name }) => name));
  expect(readXml(renderWatchJunit(watch), '//testcase[failure]').map(({ attributes }) => attributes.name)).toEqual([
    'limit',
  ]);
});

it('a night is read by the same parser', () => {
  const totals = readXml(renderJunit(makeSampleTrend()), '/testsuites')[0]?.attributes;
  expect(totals).toEqual({ tests: '8', failures: '2', errors: '0', skipped: '1' });
});
