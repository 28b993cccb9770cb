import type { Page } from 'playwright-core';

/** Lets a page draw all of its charts, as it does before it is printed. */
export async function drawAll(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const name of ['beforeprint', 'afterprint']) Reflect.get(globalThis, 'dispatchEvent')(new Event(name));
  });
}
