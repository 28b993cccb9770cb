import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenBrowser, openBrowser } from '../testing/browser.ts';
import { blankCanvases, openPage } from '../testing/open-page.ts';
import { renderComparisonHtml } from './render.ts';
import { makeComparison } from './testing/sample-comparison.ts';

const CHARTS = 6;
const HOSTILE = '<img src=x onerror=window.hacked=1></script><script>window.hacked=1</script>';

let opened: OpenBrowser;
let directory: string;
let url: string;

beforeAll(async () => {
  opened = await openBrowser();
  directory = await mkdtemp(join(tmpdir(), 'poolproof-comparison-'));
  const file = join(directory, 'report.html');
  await writeFile(
    file,
    renderComparisonHtml(makeComparison({ latencies: { 'capped-50': 1, [HOSTILE]: 1.3, fetch: 0.8 } })),
  );
  url = pathToFileURL(file).href;
});

afterAll(async () => {
  await opened?.[Symbol.asyncDispose]();
  await rm(directory, { recursive: true, force: true });
});

describe('the page of a comparison, opened from disk', () => {
  it('draws every chart, asks for nothing outside of itself, and leaves a name that is markup as text', async () => {
    await using view = await openPage(opened, { url, charts: CHARTS });
    expect(await view.page.locator('canvas').count()).toBe(CHARTS);
    expect(await blankCanvases(view.page)).toEqual([]);
    expect(view.requested).toEqual([url]);
    expect(view.problems).toEqual([]);
    expect(await view.page.evaluate(() => Reflect.get(globalThis, 'hacked'))).toBeUndefined();
    expect(await view.page.locator('h1').textContent()).toMatch(
      /^Choose fetch over capped-50, proven at 99 % in 12 rounds: /,
    );
  });

  for (const width of [360, 1440]) {
    it(`fits ${width} pixels without scrolling sideways`, async () => {
      await using view = await openPage(opened, { url, charts: CHARTS }, { viewport: { width, height: 900 } });
      const widest = await view.page.locator('html').evaluate((root) => root.scrollWidth);
      expect(widest).toBeLessThanOrEqual(width);
    });
  }
});
