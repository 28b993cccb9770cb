import { describe, expect, it } from 'vitest';
import { blankCanvases } from '../testing/open-page.ts';
import { HOSTILE, pageOnDisk } from '../testing/page-on-disk.ts';
import { renderJunit } from './junit.ts';
import { renderTrendHtml } from './render.ts';
import { makeSampleTrend } from './testing/sample-trend.ts';

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
    const regressed = view.page.locator('.needs li', { hasText: 'requests per second' }).first();
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
