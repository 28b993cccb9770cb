import { describe, expect, it } from 'vitest';
import { judgeWatch } from '../checks/watch/judge-watch.ts';
import { makeAudit } from '../record/testing/make-audit.ts';
import { makeWatch } from '../record/testing/make-watch.ts';
import { makeComparison } from './comparison/testing/sample-comparison.ts';
import {
  AUDIT_REPORTS,
  COMPARISON_REPORTS,
  NIGHT_REPORTS,
  type Reports,
  RUN_REPORTS,
  WATCH_REPORTS,
} from './reports.ts';
import { makeSampleRun } from './testing/sample-run.ts';
import { makeSampleTrend } from './trend/testing/sample-trend.ts';

describe.each([
  ['a run', RUN_REPORTS as Reports<unknown>, makeSampleRun()],
  ['a comparison', COMPARISON_REPORTS as Reports<unknown>, makeComparison()],
  ['a watch', WATCH_REPORTS as Reports<unknown>, judgeWatch(makeWatch())],
  ['an audit', AUDIT_REPORTS as Reports<unknown>, makeAudit()],
  ['a night', NIGHT_REPORTS as Reports<unknown>, makeSampleTrend()],
])('every report of %s', (_, reports, subject) => {
  it.each(Object.entries(reports))('%s is drawn from it alone, twice the same', (_, { render }) => {
    const drawn = render(subject);
    expect(drawn).not.toBe('');
    expect(render(structuredClone(subject))).toBe(drawn);
  });

  it('has a file and a line of help of its own', () => {
    const all = Object.values(reports);
    expect(new Set(all.map(({ file }) => file)).size).toBe(all.length);
    expect(new Set(all.map(({ help }) => help)).size).toBe(all.length);
  });
});
