import { describe, expect, it } from 'vitest';
import { blankCanvases } from '../testing/open-page.ts';
import { HOSTILE, pageOnDisk } from '../testing/page-on-disk.ts';
import { renderComparisonHtml } from './render.ts';
import { makeComparison } from './testing/sample-comparison.ts';

const CHARTS = 6;

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

  it('shows every validity check, the cost of one request with its caution, and a line for every limit', async () => {
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
    expect(labels.filter((label) => label.startsWith('limit of'))).toEqual([
      'limit of capped-50: 50',
      `limit of ${HOSTILE}: 50`,
      'limit of fetch: 50',
    ]);
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

  for (const width of [360, 1440]) {
    it(`fits ${width} pixels without scrolling sideways`, async () => {
      await using view = await onDisk.open({ viewport: { width, height: 900 } });
      const widest = await view.page.locator('html').evaluate((root) => root.scrollWidth);
      expect(widest).toBeLessThanOrEqual(width);
    });
  }
});
