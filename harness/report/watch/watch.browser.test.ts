import { describe, expect, it } from 'vitest';
import { judgeWatch } from '../../checks/watch/judge-watch.ts';
import { makeGauge } from '../../record/testing/make-evidence.ts';
import { makeWatch } from '../../record/testing/make-watch.ts';
import { blankCanvases } from '../testing/open-page.ts';
import { HOSTILE, pageOnDisk } from '../testing/page-on-disk.ts';
import { renderWatchHtml } from './render.ts';

const CHARTS = 6;

const processes = [{ pid: 4_711, name: HOSTILE, fromMs: 0, untilMs: 12_000 }];
const held = (seconds: number) => 4 + Math.floor(seconds);
const lines = { held, 'state.established': held, 'gauge.goroutines': held };
const watch = makeWatch({ limit: 5, processes, processesSeen: 3, gauges: [makeGauge()], lines });
const onDisk = pageOnDisk(renderWatchHtml(judgeWatch(watch)), CHARTS);

describe('the page of a watch, opened from disk', () => {
  it('draws every chart, asks for nothing outside of itself, and leaves a name that is markup as text', async () => {
    await using view = await onDisk.open();
    expect(await view.page.locator('canvas').count()).toBe(CHARTS);
    expect(await blankCanvases(view.page)).toEqual([]);
    expect(view.requested).toEqual([onDisk.url()]);
    expect(view.problems).toEqual([]);
    expect(await view.page.evaluate(() => Reflect.get(globalThis, 'hacked'))).toBeUndefined();
    expect(await view.page.locator('h1').textContent()).toContain(HOSTILE);
  });

  it('shows every check, every figure, and who was watched for how long', async () => {
    await using view = await onDisk.open();
    expect(await view.page.locator('.verdicts > li .chip').allTextContents()).toEqual(
      ['connections', 'limit', 'growth', 'close-wait', 'reuse', 'ports'].map((name) =>
        expect.stringMatching(new RegExp(`${name}$`)),
      ),
    );
    expect(await view.page.locator('[aria-label="Figures"] tbody tr').count()).toBe(10);
    expect(await view.page.locator('.facts').textContent()).toContain('(pid 4711) until 12 s, and 2 more');
  });

  for (const width of [360, 800, 1440]) {
    it(`fits ${width} pixels without scrolling sideways`, async () => {
      await using view = await onDisk.open({ viewport: { width, height: 900 } });
      const widest = await view.page.locator('html').evaluate((root) => root.scrollWidth);
      expect(widest).toBeLessThanOrEqual(width);
    });
  }
});
