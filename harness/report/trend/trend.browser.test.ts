import { describe, expect, it } from 'vitest';
import { blankCanvases } from '../testing/open-page.ts';
import { HOSTILE, pageOnDisk } from '../testing/page-on-disk.ts';
import { renderJunit } from './junit.ts';
import { renderTrendHtml } from './render.ts';
import { makeLargeTrend, makeSampleTrend } from './testing/sample-trend.ts';

const trend = makeSampleTrend({ headline: HOSTILE });
const chartsExpected = trend.series.length;

const onDisk = pageOnDisk(renderTrendHtml(trend), chartsExpected);

describe('the trend page, opened from disk', () => {
  it('draws every chart, asks for nothing outside of itself and reports no error', async () => {
    await using view = await onDisk.open();
    expect(await blankCanvases(view.page)).toEqual([]);
    expect(view.requested).toEqual([onDisk.url()]);
    expect(view.problems).toEqual([]);
    expect(await view.page.evaluate(() => Reflect.get(globalThis, 'hacked'))).toBeUndefined();
  });

  it('links the commits between which a regression came in, and offers the line that accepts it', async () => {
    await using view = await onDisk.open();
    const regressed = view.page.locator('.needs > li', { hasText: 'requests per second' }).first();
    expect(await regressed.locator('a').first().getAttribute('href')).toBe(`${trend.commitUrl}c0ffee00002c`);
    expect(await regressed.locator('pre').textContent()).toContain('diagnose-loki / capped-50 / requestsPerSecond');
  });

  for (const width of [360, 800, 1440]) {
    it(`fits ${width} pixels without scrolling sideways`, async () => {
      await using view = await onDisk.open({ viewport: { width, height: 900 } });
      const widest = await view.page.locator('html').evaluate((root) => root.scrollWidth);
      expect(widest).toBeLessThanOrEqual(width);
    });
  }
});

const large = pageOnDisk(renderTrendHtml(makeLargeTrend({ nights: 60, series: 40 })), 40);

describe('the trend page of forty series', () => {
  it('has the nights of a series only while they are opened, the latest first, each with its commit', async () => {
    await using view = await large.open();
    const { page } = view;
    expect(await page.locator('.series tr').count()).toBe(0);
    const details = page.locator('#series-5 details');
    await details.locator('summary').press('Enter');
    const rows = details.locator('tbody tr');
    await expect.poll(() => rows.count()).toBe(60);
    expect(await rows.first().locator('th').textContent()).toBe('2026-03-01');
    const commit = rows.first().locator('a');
    expect(await commit.getAttribute('href')).toBe('https://example.org/owner/name/commit/c0ffee00003b');
    await details.locator('summary').press('Enter');
    await expect.poll(() => page.locator('.series tr').count()).toBe(0);
  });

  it('shows by search and by state only what is asked for, in the overview and below it', async () => {
    await using view = await large.open();
    const { page } = view;
    const shown = () =>
      Promise.all(['.overview tbody tr', '.series', '.subject'].map((kind) => page.locator(`${kind}:visible`).count()));
    expect(await shown()).toEqual([40, 40, 10]);
    await page.getByLabel('State').selectOption('regressed');
    expect(await shown()).toEqual([16, 16, 4]);
    await page.getByLabel('Search').fill('GOT');
    expect(await shown()).toEqual([4, 4, 1]);
    expect(await page.locator('.filter output').textContent()).toBe('4 of 40 series');
    await page.getByLabel('State').selectOption('');
    await page.getByLabel('Search').fill('nothing is called so');
    expect(await shown()).toEqual([0, 0, 0]);
    await page.getByLabel('Search').fill('');
    expect(await shown()).toEqual([40, 40, 10]);
  });

  it('lists what is worst first, is sorted by keys, and leads from each row to its chart', async () => {
    await using view = await large.open();
    const { page } = view;
    const first = page.locator('.overview tbody tr').first();
    expect(await first.locator('td').allTextContents()).toEqual([
      ...['requests per second', expect.stringContaining('regressed since'), '65 % worse', '20.0 req/s'],
    ]);
    await page.getByRole('button', { name: 'scenario / configuration' }).press('Enter');
    expect(await first.locator('a').textContent()).toBe('diagnose-loki / agent-1');
    await first.locator('a').press('Enter');
    await expect.poll(() => page.evaluate('location.hash')).toMatch(/^#series-\d+$/);
  });

  it('has one scale in all charts, whatever the series are', async () => {
    await using view = await large.open();
    const scales = await view.page.locator('.series canvas').evaluateAll((canvases) =>
      canvases.map((canvas) => {
        const { y } = Reflect.get(globalThis, 'Chart').getChart(canvas).scales;
        return `${y.min} ${y.max}`;
      }),
    );
    expect([scales.length, new Set(scales).size]).toEqual([40, 1]);
  });

  it('tells by its sign that regressions are open', async () => {
    await using view = await large.open();
    expect(await view.page.locator('.masthead .sign').textContent()).toBe('!open: ');
    expect(await view.page.locator('h1').textContent()).toBe('No new regression, 16 open.');
  });
});

describe('the JUnit file', () => {
  it('is well-formed and holds every character that XML can hold, whatever a name or a reason is', async () => {
    await using view = await onDisk.open();
    const name = `]]> & <b> "'\ud800 \uffff \u0007é👍 ${HOSTILE}`;
    const cases = trend.cases.map((one) => ({ ...one, scenario: name }));
    const checks = trend.cases[0]?.checks.map((check) => ({ ...check, name, summary: name })) ?? [];
    const xml = renderJunit({ ...trend, cases: cases.map((one) => ({ ...one, checks })) });
    const read = await view.page.evaluate((text) => {
      const Parser = Reflect.get(globalThis, 'DOMParser');
      const document = new Parser().parseFromString(text, 'application/xml');
      const test = document.querySelector('testcase');
      return {
        name: test?.getAttribute('name'),
        text: test?.querySelector('system-out')?.textContent,
        errors: document.querySelectorAll('parsererror').length,
      };
    }, xml);
    const kept = name.replace('\ud800', '\ufffd').replace('\uffff', '').replace('\u0007', '');
    expect(read).toEqual({ name: kept, text: kept, errors: 0 });
  });
});
