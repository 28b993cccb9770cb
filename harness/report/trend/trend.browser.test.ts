import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenBrowser, openBrowser } from '../testing/browser.ts';
import { renderTrendHtml } from './render.ts';
import { makeSampleTrend } from './testing/sample-trend.ts';

const HOSTILE = '<img src=x onerror=window.hacked=1></script><script>window.hacked=1</script>';
const trend = makeSampleTrend({ headline: HOSTILE });
const chartsExpected = trend.series.length;

let opened: OpenBrowser;
let directory: string;
let url: string;

beforeAll(async () => {
  opened = await openBrowser();
  directory = await mkdtemp(join(tmpdir(), 'poolproof-trend-'));
  const file = join(directory, 'trend.html');
  await writeFile(file, renderTrendHtml(trend));
  url = pathToFileURL(file).href;
});

afterAll(async () => {
  await opened?.[Symbol.asyncDispose]();
  await rm(directory, { recursive: true, force: true });
});

describe('the trend page, opened from disk', () => {
  it('draws every chart, asks for nothing outside of itself and reports no error', async () => {
    await using view = await openPage();
    const blank = await view.page.locator('canvas').evaluateAll((canvases) =>
      canvases.filter((canvas) => {
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        return data.every((byte: number, index: number) => byte === data[index % 4]);
      }),
    );
    expect(blank).toEqual([]);
    expect(view.requested).toEqual([url]);
    expect(view.problems).toEqual([]);
    expect(await view.page.evaluate(() => Reflect.get(globalThis, 'hacked'))).toBeUndefined();
  });

  it('links the commits between which a regression came in, and offers the line that accepts it', async () => {
    await using view = await openPage();
    const regressed = view.page.locator('.needs li', { hasText: 'requests per second' }).first();
    expect(await regressed.locator('a').first().getAttribute('href')).toBe(`${trend.commitUrl}c0ffee00002c`);
    expect(await regressed.locator('pre').textContent()).toContain('diagnose-loki / capped-50 / requestsPerSecond');
  });

  for (const width of [360, 800, 1440]) {
    it(`fits ${width} pixels without scrolling sideways`, async () => {
      await using view = await openPage({ viewport: { width, height: 900 } });
      const widest = await view.page.locator('html').evaluate((root) => root.scrollWidth);
      expect(widest).toBeLessThanOrEqual(width);
    });
  }
});

async function openPage(options: Parameters<OpenBrowser['browser']['newContext']>[0] = {}) {
  const context = await opened.browser.newContext(options);
  const page = await context.newPage();
  const requested: string[] = [];
  const problems: string[] = [];
  page.on('request', (request) => requested.push(request.url()));
  page.on('pageerror', (problem) => problems.push(problem.message));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  await page.goto(url);
  await page.waitForSelector(`html[data-drawn="${chartsExpected}"]`);
  return { page, requested, problems, [Symbol.asyncDispose]: () => context.close() };
}
