import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { BUNDLES, bundlePage } from './bundle.ts';

it.each(BUNDLES)(
  'the bundle of $input is made of the scripts that stand in harness/report/html/page now; else run `npm run page`',
  async ({ input, file }) => {
    expect(await readFile(file, 'utf8')).toBe(await bundlePage(input));
  },
);
