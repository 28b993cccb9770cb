import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { BUNDLE, bundlePage } from './bundle.ts';

it('the bundle is made of the scripts that stand in harness/report/html/page now; else run `npm run page`', async () => {
  expect(await readFile(BUNDLE, 'utf8')).toBe(await bundlePage());
});
