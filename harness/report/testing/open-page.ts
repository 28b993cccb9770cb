import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { inject } from 'vitest';
import { PATIENCE_MS } from '../../core/testing/patience.ts';
import { drawAll } from './draw-all.ts';

/** The one browser of all browser tests; closed, only the pages that were opened through this connection are gone. */
export function connectBrowser(): Promise<Browser> {
  return chromium.connect(inject('browserEndpoint'));
}

/**
 * A page of ours with what it asked for and what went wrong on it, once it has drawn all of its charts; `charts` null:
 * only those that a reader sees.
 */
export async function openPage(
  browser: Browser,
  { url, charts }: { url: string; charts: number | null },
  options: BrowserContextOptions = {},
) {
  const context = await browser.newContext(options);
  // Only a page that never draws is a mistake, not one that is slow to.
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  const requested: string[] = [];
  const problems: string[] = [];
  page.on('request', (request) => requested.push(request.url()));
  page.on('pageerror', (problem) => problems.push(problem.message));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  await page.goto(url);
  await page.waitForSelector('html[data-drawn]');
  if (charts !== null) {
    await drawAll(page);
    await page.waitForSelector(`html[data-drawn="${charts}"]`);
  }
  return { page, requested, problems, [Symbol.asyncDispose]: () => context.close() };
}

/** Canvases on which all pixels are alike. */
export function blankCanvases(page: Page): Promise<string[]> {
  return page.locator('canvas').evaluateAll((canvases) =>
    canvases
      .filter((canvas) => {
        if (canvas.width === 0) return true;
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        return data.every((byte: number, index: number) => byte === data[index % 4]);
      })
      .map(({ id }) => id),
  );
}
