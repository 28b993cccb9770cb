import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { blankCanvases } from '../testing/open-page.ts';
import { HOSTILE, pageOnDisk } from '../testing/page-on-disk.ts';
import { renderComparisonHtml } from './render.ts';
import { makeComparison } from './testing/sample-comparison.ts';

const CHARTS = 5;

const onDisk = pageOnDisk(
  renderComparisonHtml(makeComparison({ latencies: { 'capped-50': 1, [HOSTILE]: 1.3, fetch: 0.8 } })),
  CHARTS,
);
const MANY_ROUNDS = { 'http-no-keep-alive': 1, 'http-keep-alive-with-a-long-name': 1.05, fetch: 1.1 };
const noisy = pageOnDisk(renderComparisonHtml(makeComparison({ latencies: MANY_ROUNDS, noise: 0.15 })), CHARTS);

describe('the page of a comparison, opened from disk', () => {
  it('draws every chart, asks for nothing outside of itself, and leaves a name that is markup as text', async () => {
    await using view = await onDisk.open();
    expect(await view.page.locator('canvas').count()).toBe(CHARTS);
    expect(await blankCanvases(view.page)).toEqual([]);
    expect(view.requested).toEqual([onDisk.url()]);
    expect(view.problems).toEqual([]);
    expect(await view.page.evaluate(() => Reflect.get(globalThis, 'hacked'))).toBeUndefined();
    expect(await view.page.locator('h1').textContent()).toMatch(
      /^Choose fetch over capped-50, proven at 99 % in 12 rounds: /,
    );
  });

  it('shows every validity check, the cost of one request with its caution, and a line for the limit', async () => {
    await using view = await onDisk.open();
    expect(await view.page.locator('.verdicts > li .chip').allTextContents()).toEqual(
      ['generator', 'target', 'twin', 'power', 'errors', 'work', 'limit', 'connections'].map((name) =>
        expect.stringMatching(new RegExp(`${name}$`)),
      ),
    );
    const headings = ['One request after the other, µs a request', 'Batches of 50 requests at once, µs a batch'];
    expect(await view.page.locator('h3').allTextContents()).toEqual(headings);
    for (const heading of headings) {
      expect(await view.page.locator(`[aria-label="${heading}"] tbody tr`).count()).toBe(3);
    }
    expect(await view.page.getByText('decides nothing').count()).toBe(1);
    const labels: string[] = await view.page
      .locator('canvas')
      .last()
      .evaluate((canvas) =>
        Reflect.get(globalThis, 'Chart')
          .getChart(canvas)
          .data.datasets.map(({ label }: { label: string }) => label),
      );
    expect(labels.filter((label) => label.startsWith('limit of'))).toEqual(['limit of 3 configurations: 50']);
  });

  it('shows every column of its figures at 1200 pixels, also where each advises more rounds', async () => {
    await using view = await noisy.open({ viewport: { width: 1200, height: 900 } });
    expect(await view.page.getByText(/^about \d+ more rounds$/).count()).toBeGreaterThan(3);
    const hidden = await view.page
      .locator('.scroll')
      .first()
      .evaluate((box) => box.scrollWidth - box.clientWidth);
    expect(hidden).toBe(0);
  });

  it('has curves of the same height however long the names below them are', async () => {
    const heights = await Promise.all(
      [onDisk, noisy].map(async (page) => {
        await using view = await page.open({ viewport: { width: 390, height: 900 } });
        const figure = view.page.locator('figure', { hasText: 'Latency, all rounds together' });
        expect(await figure.locator('.legend li').count()).toBe(3);
        const { chartArea } = await figure.locator('canvas').evaluate((canvas) => {
          const { top, bottom } = Reflect.get(globalThis, 'Chart').getChart(canvas).chartArea;
          return { chartArea: bottom - top };
        });
        return chartArea;
      }),
    );
    expect(heights[0]).toBeGreaterThan(100);
    expect(heights[0]).toBe(heights[1]);
  });

  for (const width of [360, 1440]) {
    it(`fits ${width} pixels without scrolling sideways`, async () => {
      await using view = await onDisk.open({ viewport: { width, height: 900 } });
      const widest = await view.page.locator('html').evaluate((root) => root.scrollWidth);
      expect(widest).toBeLessThanOrEqual(width);
    });
  }
});

const MANY = Object.fromEntries(
  Array.from({ length: 40 }, (_, index) => [`configuration-${index}`, 1 + ((index * 7) % 40) / 40]),
);
const many = pageOnDisk(
  renderComparisonHtml(
    makeComparison({ latencies: { ...MANY, ['x'.repeat(300)]: 3 }, limits: { 'configuration-7': null } }),
  ),
  2,
);

describe('the page of forty configurations', () => {
  const firstNames = (page: Page) =>
    page
      .locator('.comparison table')
      .first()
      .locator('tbody .name')
      .evaluateAll((names) => names.slice(0, 3).map(({ textContent }) => textContent));
  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).press('Enter');

  it('has the fastest first, and is sorted by the column whose head is pressed, by keys too', async () => {
    await using view = await many.open();
    const { page } = view;
    expect(await firstNames(page)).toEqual(['configuration-0', 'configuration-23', 'configuration-6']);
    const sorted = page.locator('th[aria-sort]');
    expect([await sorted.textContent(), await sorted.getAttribute('aria-sort')]).toEqual(['req/s', 'descending']);
    await press(page, 'req/s');
    expect((await firstNames(page))[0]).toBe('x'.repeat(300));
    await press(page, 'configuration');
    expect(await firstNames(page)).toEqual(['configuration-0', 'configuration-1', 'configuration-2']);
    expect([await sorted.textContent(), await sorted.getAttribute('aria-sort')]).toEqual([
      'configuration',
      'ascending',
    ]);
  });

  it('has those last that have no such figure, in both orders', async () => {
    await using view = await many.open();
    const last = view.page.locator('.comparison table').first().locator('tbody tr').last().locator('.name');
    for (const order of ['ascending', 'descending']) {
      await press(view.page, 'limit');
      expect(await view.page.locator('th[aria-sort]').getAttribute('aria-sort')).toBe(order);
      expect(await last.textContent()).toBe('configuration-7');
    }
  });

  it('cuts long names at their end, and tells them in full to who points at them', async () => {
    await using view = await many.open({ viewport: { width: 390, height: 900 } });
    const name = view.page.locator('.strips .name', { hasText: /^x+$/ }).first();
    expect(await name.getAttribute('title')).toBe('x'.repeat(300));
    expect(await name.evaluate((one) => [one.scrollWidth > one.clientWidth, one.getClientRects().length])).toEqual([
      true,
      1,
    ]);
    expect(await view.page.locator('html').evaluate((root) => root.scrollWidth)).toBe(390);
  });

  it('draws every row of its strips on the axis that they share', async () => {
    await using view = await many.open();
    expect(await view.page.locator('.strips').count()).toBe(8);
    const dots = view.page.locator('.strips').nth(4).locator('li').nth(1).locator('circle');
    expect(await dots.count()).toBe(12);
    const [used, own] = await view.page
      .locator('.strips')
      .first()
      .evaluate((strips) => [
        strips.querySelector('use').getBoundingClientRect().width,
        strips.querySelector('circle').getBoundingClientRect().width,
      ]);
    expect(used).toBeGreaterThan(0);
    expect(own).toBeGreaterThan(0);
  });
});
