import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { bundlePage, PAGES } from './bundle.ts';

const byName = PAGES.map((page) => [path.basename(page.bundle.pathname), page] as const);

it.each(byName)('%s is made of the scripts that stand beside it now; else run `npm run page`', async (_, page) => {
  expect(await readFile(page.bundle, 'utf8')).toBe(await bundlePage(page));
});
