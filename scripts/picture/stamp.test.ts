import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { pageFingerprint, STAMP } from './stamp.ts';

it('the picture in the README shows the page that the code draws now; else run `npm run picture -- RECORD`', async () => {
  expect((await readFile(STAMP, 'utf8')).trim()).toBe(pageFingerprint());
});
