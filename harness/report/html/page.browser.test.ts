import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { makeGauge } from '../../record/testing/make-evidence.ts';
import { makeCase, makeCheck } from '../../record/testing/make-record.ts';
import { blankCanvases } from '../testing/open-page.ts';
import { HOSTILE, pageOnDisk } from '../testing/page-on-disk.ts';
import { makeSampleRun } from '../testing/sample-run.ts';
import { renderHtml } from './render.ts';

const LONG = 'a-configuration-with-a-name-that-is-longer-than-any-screen-of-a-telephone-is-wide';

/** --accent of the light scheme, in colours.css. */
const LIGHT_ACCENT = [0x24, 0x58, 0xa8] as const;

const sample = makeSampleRun();
const odd = [HOSTILE, LONG].map((name) =>
  makeCase({
    configuration: name,
    scenario: name,
    checks: [makeCheck({ name, status: 'fail', details: { [name]: name, list: [{ [name]: name }] } })],
    evidence: { subjectOutput: [name], notMeasured: [name] },
  }),
);
const gauged = makeCase({
  configuration: 'gauged',
  evidence: { gauges: ['goroutines', 'open'].map((name) => makeGauge({ name })) },
  series: { 'gauge.goroutines': { t: [0, 500], v: [12, 40] }, 'gauge.open': { t: [0, 700], v: [0, 9] } },
});
const record = { ...sample, cases: [...sample.cases, gauged, ...odd] };
const chartsExpected = sample.cases.length * 5 + 1;

const onDisk = pageOnDisk(renderHtml(record), chartsExpected);

describe('the page of a run, opened from disk', () => {
  it('draws every chart, asks for nothing outside of itself and reports no error', async () => {
    await using view = await onDisk.open();
    expect(await view.page.locator('canvas').count()).toBe(chartsExpected);
    await view.page.getByRole('button', { name: 'Expand all' }).click();
    await expect.poll(() => blankCanvases(view.page)).toEqual([]);
    expect(view.requested).toEqual([onDisk.url()]);
    expect(view.problems).toEqual([]);
  });

  it('leaves a name that is markup as text', async () => {
    await using view = await onDisk.open();
    await view.page.getByRole('button', { name: 'Expand all' }).click();
    for (const verdict of await view.page.locator('.verdicts summary', { hasText: HOSTILE }).all())
      await verdict.click();
    expect(await view.page.locator('.pairs', { hasText: HOSTILE }).count()).toBe(1);
    expect(await view.page.evaluate(() => Reflect.get(globalThis, 'hacked'))).toBeUndefined();
    expect(await view.page.locator('h3', { hasText: HOSTILE }).count()).toBeGreaterThan(0);
    expect(await view.page.locator('img').count()).toBe(0);
  });

  it('says "not measured" where there is nothing to draw', async () => {
    await using view = await onDisk.open();
    expect(await view.page.locator('.case').last().locator('.missing').allTextContents()).toEqual(
      Array(5).fill('not measured'),
    );
  });

  it('draws again in the other colours when the scheme changes, and on paper in the light ones', async () => {
    await using view = await onDisk.open();
    await view.page.locator('.case summary').first().click();
    const inLight = () => drawnIn(view.page, LIGHT_ACCENT);
    expect(await inLight()).toBe(true);
    await view.page.emulateMedia({ colorScheme: 'dark' });
    await expect.poll(inLight).toBe(false);
    await view.page.emulateMedia({ colorScheme: 'dark', media: 'print' });
    await expect.poll(inLight).toBe(true);
    await expect.poll(() => blankCanvases(view.page)).toEqual([]);
    expect(view.problems).toEqual([]);
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [360, 800, 1440]) {
      it(`fits ${width} pixels without scrolling sideways (${colorScheme})`, async () => {
        await using view = await onDisk.open({ colorScheme, viewport: { width, height: 900 } });
        const widest = await view.page.locator('html').evaluate((root) => root.scrollWidth);
        expect(widest).toBeLessThanOrEqual(width);
      });
    }
  }
});

/** Whether the first chart has a pixel of this colour. */
function drawnIn(page: Page, colour: readonly number[]): Promise<boolean> {
  return page
    .locator('canvas')
    .first()
    .evaluate((canvas, [red, green, blue]) => {
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
      return data.some(
        (byte: number, index: number) =>
          index % 4 === 0 && byte === red && data[index + 1] === green && data[index + 2] === blue,
      );
    }, colour);
}
