import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { HandClock } from '../../core/testing/hand-clock.ts';
import { PATIENCE_MS } from '../../core/testing/patience.ts';
import { renderHtml } from '../../report/html/render.ts';
import type { LiveRow } from '../../report/live/board.ts';
import { connectBrowser } from '../../report/testing/open-page.ts';
import { HOSTILE } from '../../report/testing/page-on-disk.ts';
import { makeSampleRun } from '../../report/testing/sample-run.ts';
import { serveLive } from './serve-live.ts';
import { ROW, scriptedFeed } from './testing/scripted-feed.ts';
import { watchEventRequests } from './testing/watched-requests.ts';

const FAILED: LiveRow['checks'][number] = { name: 'limit', status: 'fail', summary: `12 connections; ${HOSTILE}` };

let browser: Browser;
beforeAll(async () => {
  browser = await connectBrowser();
});
afterAll(() => browser.close());

async function openLive(options: Parameters<Browser['newContext']>[0] = {}) {
  const [clock, said] = [new HandClock(), [] as string[]];
  const { feed, second } = scriptedFeed(clock);
  const live = await serveLive(feed, { clock, say: (text) => said.push(text) });
  const context = await browser.newContext(options);
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('pageerror', (problem) => problems.push(problem.message));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  await page.goto(live.address);
  const close = async () => {
    await context.close();
    await live[Symbol.asyncDispose]();
  };
  return { live, page, second, said, problems, [Symbol.asyncDispose]: close };
}

const text = (page: Page, selector: string) => page.locator(selector).textContent();

it('shows a run from its first second to its report, over a connection that is cut in between', async () => {
  using watched = watchEventRequests();
  await using view = await openLive();
  const { page, live, second } = view;
  await expect.poll(() => text(page, '#title')).toBe('0 of 1 case judged');
  await expect.poll(() => page.locator('html').getAttribute('data-state')).toBe('live');

  await second({ rows: [{ ...ROW, status: 'playing', note: 'load' }] });
  await expect.poll(() => text(page, '#rows .row')).toContain('load');
  watched.cutLast();
  await expect.poll(() => page.locator('html').getAttribute('data-state')).toBe('lost');
  await second({ now: 'missed' });
  await second({ now: 'small / capped: close' });
  await expect.poll(() => text(page, '#now')).toBe('small / capped: close');
  expect(watched.requests.map(({ headers }) => headers['last-event-id'])).toEqual([undefined, '2']);
  expect(await page.locator('.tile .line').getAttribute('d')).toMatch(/^M[^M]*(L[^M]*){3}$/);

  await second({ rows: [{ ...ROW, status: 'fail', note: 'peak 12', checks: [FAILED] }], title: '1 of 1 case judged' });
  await expect.poll(() => text(page, '#rows .told')).toBe(`✗failed: limit: ${FAILED.summary}`);
  const record = makeSampleRun();
  live.finish(renderHtml(record));
  await live[Symbol.asyncDispose]();
  await expect.poll(() => text(page, 'title')).not.toBe('1 of 1 case judged');
  await expect.poll(() => page.locator('canvas').count()).toBeGreaterThan(0);
  await expect(fetch(live.address)).rejects.toThrow('fetch failed');
  expect(view.said).toEqual([]);
});

it('leaves names and sentences that are markup as text, and needs nothing that its policy forbids', async () => {
  await using view = await openLive();
  const hostile = {
    title: HOSTILE,
    now: HOSTILE,
    tiles: [{ key: HOSTILE, label: HOSTILE, value: 1, text: HOSTILE, limit: 1, scale: HOSTILE }],
  };
  await view.second({ ...hostile, rows: [{ ...ROW, key: HOSTILE, name: HOSTILE, note: HOSTILE, checks: [FAILED] }] });
  await expect.poll(() => text(view.page, '#title')).toBe(HOSTILE);
  for (const place of ['#now', '.tile figcaption', '.tile .value']) expect(await text(view.page, place)).toBe(HOSTILE);
  expect(await text(view.page, '#rows .name')).toContain(HOSTILE);
  expect(await view.page.locator('img').count()).toBe(0);
  expect(await view.page.evaluate(() => Reflect.get(globalThis, 'hacked'))).toBeUndefined();
  expect(view.problems).toEqual([]);
});

it('says so where what it shows ends without a report', async () => {
  await using view = await openLive();
  await expect.poll(() => text(view.page, '#title')).toBe('0 of 1 case judged');
  view.live.finish(null);
  await expect.poll(() => text(view.page, '#link')).toBe('It is over. What came of it stands in the terminal.');
  await view.live[Symbol.asyncDispose]();
  expect(view.problems).toEqual([]);
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [390, 1280]) {
    it(`is accessible and fits ${width} pixels (${colorScheme})`, async () => {
      await using view = await openLive({ colorScheme, viewport: { width, height: 900 } });
      const long: LiveRow = { ...ROW, name: 'x'.repeat(300), status: 'fail', checks: [FAILED] };
      const passed = Array.from({ length: 11 }, () => ({ ...FAILED, status: 'pass' as const }));
      const done: LiveRow = { ...ROW, key: 'case-2', status: 'pass', checks: passed };
      const playing: LiveRow = { ...ROW, key: 'case-3', status: 'playing' };
      const over = { key: 'open', label: 'open connections', value: 12, text: '12', limit: 5, scale: 'connections' };
      await view.second({ rows: [long, done, playing, { ...ROW, key: 'case-4' }], tiles: [over] });
      await expect.poll(() => view.page.locator('#rows .row').count()).toBe(4);
      expect(await violations(view.page)).toEqual([]);
      expect(await view.page.locator('html').evaluate((root) => root.scrollWidth)).toBeLessThanOrEqual(width);
    });
  }
}

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations: found } = (await page.evaluate('axe.run()')) as axe.AxeResults;
  return found.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}
