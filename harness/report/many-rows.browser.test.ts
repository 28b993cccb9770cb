import { describe, expect, it } from 'vitest';
import { renderComparisonHtml } from './comparison/render.ts';
import { makeComparison } from './comparison/testing/sample-comparison.ts';
import { objectionsOf } from './testing/objections.ts';
import { pageOnDisk } from './testing/page-on-disk.ts';
import { renderTrendHtml } from './trend/render.ts';
import { makeLargeTrend } from './trend/testing/sample-trend.ts';

const NAMES = Array.from({ length: 6 }, (_, index) => [`undici-agent-connections-${index}-pipelining`, 1 + index / 10]);
const many = pageOnDisk(renderComparisonHtml(makeComparison({ latencies: Object.fromEntries(NAMES) })), 2);
const series = pageOnDisk(renderTrendHtml(makeLargeTrend({ nights: 20, series: 12 })), 12);

/** What is left of A4 between the usual margins, in pixels. */
const A4_WIDTH = 718;

describe.each([
  ['six configurations', many],
  ['twelve series', series],
])('the page of %s', (_, onDisk) => {
  it.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 390],
    ['dark', 390],
  ] as const)('leaves axe nothing to object to, with all opened (%s, %d pixels)', async (colorScheme, width) => {
    await using view = await onDisk.open({ colorScheme, viewport: { width, height: 900 } });
    for (const summary of await view.page.locator('summary').all()) await summary.press('Enter');
    expect(await objectionsOf(view.page)).toEqual([]);
  });

  it('cuts nothing off on A4', async () => {
    await using view = await onDisk.open({ viewport: { width: A4_WIDTH, height: 1000 } });
    await view.page.emulateMedia({ media: 'print' });
    const beyond = await view.page
      .locator('th, td, .strips li > *, .needs li > *, canvas')
      .evaluateAll(
        (elements, width) => elements.filter((element) => element.getBoundingClientRect().right > width + 1).length,
        A4_WIDTH,
      );
    expect(beyond).toBe(0);
  });
});
