import { describe, expect, it } from 'vitest';
import { judgeWatch } from '../checks/watch/judge-watch.ts';
import { makeAudit } from '../record/testing/make-audit.ts';
import { makeWatch } from '../record/testing/make-watch.ts';
import { renderAuditHtml } from './audit/render.ts';
import { renderComparisonHtml } from './comparison/render.ts';
import { makeComparison } from './comparison/testing/sample-comparison.ts';
import { renderHtml } from './html/render.ts';
import { objectionsOf } from './testing/objections.ts';
import { pageOnDisk } from './testing/page-on-disk.ts';
import { makeSampleRun } from './testing/sample-run.ts';
import { renderTrendHtml } from './trend/render.ts';
import { makeSampleTrend } from './trend/testing/sample-trend.ts';
import { renderWatchHtml } from './watch/render.ts';

// Three cases: one that passed, one that failed and a contrast; axe takes seconds for each that is open.
const run = makeSampleRun();
const PAGES = [
  ['a run', renderHtml({ ...run, cases: run.cases.slice(1, 4) })],
  ['a comparison', renderComparisonHtml(makeComparison())],
  ['a watch', renderWatchHtml(judgeWatch(makeWatch()))],
  ['an audit', renderAuditHtml(makeAudit())],
  ['a trend', renderTrendHtml(makeSampleTrend())],
] as const;

describe.each(PAGES)('the page of %s', (_, html) => {
  const onDisk = pageOnDisk(html, null);
  it.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 390],
    ['dark', 390],
  ] as const)('leaves axe nothing to object to (%s, %d pixels)', async (colorScheme, width) => {
    await using view = await onDisk.open({ colorScheme, viewport: { width, height: 900 } });
    for (const expand of await view.page.getByRole('button', { name: 'Expand all' }).all()) await expand.click();
    expect(await objectionsOf(view.page)).toEqual([]);
  });
});
