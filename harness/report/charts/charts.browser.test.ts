import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { renderHtml } from '../html/render.ts';
import { blankCanvases } from '../testing/open-page.ts';
import { pageOnDisk } from '../testing/page-on-disk.ts';
import { makeDayRun } from '../testing/sample-day.ts';
import { makeSampleRun } from '../testing/sample-run.ts';

const sample = makeSampleRun();
// What failed is what a reader sees first.
const run = { ...sample, cases: sample.cases.map((one) => ({ ...one, status: 'fail' as const })) };
const CHARTS = run.cases.length * 5;
const onDisk = pageOnDisk(renderHtml(run), CHARTS);

const day = renderHtml(makeDayRun());
const dayOnDisk = pageOnDisk(day, 6);

const drawn = (page: Page) => page.locator('html').evaluate(({ dataset }) => Number(dataset.drawn));

describe('the charts of a page', () => {
  it('are drawn when they come near the view, and not before', async () => {
    await using view = await onDisk.openUnscrolled({ viewport: { width: 1280, height: 600 } });
    await view.page.locator('canvas').nth(2).scrollIntoViewIfNeeded();
    await expect.poll(() => drawn(view.page)).toBeGreaterThan(0);
    expect(await drawn(view.page)).toBeLessThan(CHARTS / 2);
    await view.page.locator('canvas').last().scrollIntoViewIfNeeded();
    await expect.poll(() => isBlank(view.page)).toBe(false);
    expect(await drawn(view.page)).toBeLessThan(CHARTS);
    expect(view.problems).toEqual([]);
  });

  it('are all there when the page is printed', async () => {
    await using view = await onDisk.openUnscrolled();
    await view.page.emulateMedia({ media: 'print' });
    await expect.poll(() => drawn(view.page)).toBe(CHARTS);
    expect(await isBlank(view.page)).toBe(false);
  });
});

it('a run of a day is a page of less than 1.5 MB, with its time in hours', async () => {
  expect(day.length).toBeLessThan(1_500_000);
  await using view = await dayOnDisk.open();
  expect(await blankCanvases(view.page)).toEqual([]);
  const axis = await view.page
    .locator('canvas')
    .first()
    .evaluate((canvas) => Reflect.get(globalThis, 'Chart').getChart(canvas).options.scales.x.title.text);
  expect(axis).toBe('hours');
  expect(view.problems).toEqual([]);
});

/** Whether the last chart of the page has nothing on it. */
function isBlank(page: Page): Promise<boolean> {
  return page
    .locator('canvas')
    .last()
    .evaluate((canvas) =>
      canvas
        .getContext('2d')
        .getImageData(0, 0, canvas.width, canvas.height)
        .data.every((byte: number) => byte === 0),
    );
}
