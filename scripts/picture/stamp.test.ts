import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { COMPARISON, fingerprintOf, RUN } from './stamp.ts';

it.each([
  ['a run', RUN],
  ['a comparison', COMPARISON],
])(
  'the picture of %s in the README shows the page that the code draws now; else run `npm run picture -- RECORD`',
  async (_, one) => {
    expect((await readFile(one.stamp, 'utf8')).trim()).toBe(fingerprintOf(one));
  },
);
