import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { connectBrowser, openPage } from './open-page.ts';

/** A name that is markup, and would leave a trace where it is taken for it. */
export const HOSTILE = '<img src=x onerror=window.hacked=1></script><script>window.hacked=1</script>';

/** A page as a user has it, in a file, for all tests of a file; `charts` is how many it draws, or null. */
export function pageOnDisk(html: string, charts: number | null) {
  let browser: Browser;
  let folder: string;
  let url: string;
  beforeAll(async () => {
    browser = await connectBrowser();
    folder = await mkdtemp(path.join(tmpdir(), 'poolproof-page-'));
    const file = path.join(folder, 'report.html');
    await writeFile(file, html);
    url = pathToFileURL(file).href;
  });
  afterAll(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });
  return {
    /** Where it is; known once the tests run. */
    url: () => url,
    open: (options?: BrowserContextOptions) => openPage(browser, { url, charts }, options),
    /** As a reader has it, who has not scrolled yet. */
    openUnscrolled: (options?: BrowserContextOptions) => openPage(browser, { url, charts: null }, options),
  };
}
