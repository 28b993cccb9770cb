import { error as actionsError, warning as actionsWarning } from '@actions/core';
import { expect, it } from 'vitest';
import { judgeWatch } from '../../checks/watch/judge-watch.ts';
import { makeCheck, makeRecord } from '../../record/testing/make-record.ts';
import { makeWatch } from '../../record/testing/make-watch.ts';
import { makeSampleTrend } from '../trend/testing/sample-trend.ts';
import { nightAnnotations, runAnnotations, watchAnnotations } from './annotations.ts';

/** What GitHub's own toolkit writes. */
function writtenByToolkit(write: () => void): string {
  const { stdout } = process;
  const real = stdout.write;
  let text = '';
  stdout.write = (chunk: string | Uint8Array) => {
    text += chunk;
    return true;
  };
  try {
    write();
    return text;
  } finally {
    stdout.write = real;
  }
}

const failed = makeCheck({ name: 'limit', status: 'fail', summary: '51, the limit is 50: 2 % more.' });
const unsure = makeCheck({ name: 'threshold:latencyP99Ms<5', status: 'inconclusive', summary: 'Nobody knows.' });

it('marks what failed and what is undecided on the file of its scenario, as GitHub’s toolkit does', () => {
  const cases = [
    { file: 'pools/a, b.ts', checks: [failed, makeCheck(), unsure] },
    { configuration: 'shown', contrast: true, checks: [failed] },
    { configuration: 'b', checks: [failed] },
  ];
  const file = 'services/api/pools/a, b.ts';
  expect(runAnnotations(makeRecord({ cases }), 'services/api')).toBe(
    writtenByToolkit(() => {
      actionsError(failed.summary, { file, title: 'diagnose-loki / capped-50: limit' });
      actionsError(failed.summary, { title: 'diagnose-loki / b: limit' });
      actionsWarning(unsure.summary, { file, title: 'diagnose-loki / capped-50: threshold:latencyP99Ms<5' });
    }),
  );
});

it('a file beside the folder is found, and one outside the repository is not named', () => {
  const annotated = (file: string) =>
    runAnnotations(makeRecord({ cases: [{ file, checks: [failed] }] }), 'services/api');
  expect(annotated('../pools/a.ts')).toContain(',file=services/pools/a.ts::');
  expect(annotated('../../../tmp/a.ts')).not.toContain('file=');
});

it('a name or a sentence of several lines is no command of its own', () => {
  const check = makeCheck({ status: 'fail', summary: 'a\n::error::b\r::set-output name=x::y' });
  const lines = runAnnotations(makeRecord({ cases: [{ configuration: 'x\n::error::y', checks: [check] }] }), '').split(
    '\n',
  );
  expect(lines).toEqual([expect.stringMatching(/^::error title=/), '']);
});

it('GitHub shows ten of a level: the tenth says how many there are beside', () => {
  const checks = Array.from({ length: 25 }, (_, index) => makeCheck({ ...failed, name: `check-${index}` }));
  const lines = runAnnotations(makeRecord({ cases: [{ checks }] }), '')
    .trimEnd()
    .split('\n');
  expect(lines).toHaveLength(10);
  expect(lines.at(-1)).toBe('::error title=16 more::The summary of the job has them all.');
});

it('a watch that passed says nothing, and one that failed names the check', () => {
  expect(watchAnnotations(judgeWatch(makeWatch()))).toBe('');
  expect(watchAnnotations(judgeWatch(makeWatch({ limit: 3 })))).toMatch(
    /^::error title=.* to 127\.0\.0\.1%3A3000%3A limit::.+\n$/,
  );
});

it('a night marks what fails its job and warns of what needs a person', () => {
  const lines = nightAnnotations(makeSampleTrend()).trimEnd().split('\n');
  expect(lines.map((line) => line.split('::')[1])).toEqual([
    ...['error title=limit', 'error title=regressed', 'warning title=suspect', 'warning title=drain'],
    ...['warning title=not trusted', 'warning title=creeping'],
  ]);
});
