import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { eventually } from '../../core/testing/patience.ts';
import { openBrowser } from './browser.ts';

it('is gone when the block that opened it ends, also by a failure', async () => {
  const before = children();
  await expect(
    (async () => {
      await using opened = await openBrowser();
      await opened.browser.newPage();
      expect(children().length).toBeGreaterThan(before.length);
      throw new Error('the test failed');
    })(),
  ).rejects.toThrow('the test failed');
  const left = await eventually(children, (seen) => seen.length === before.length);
  expect(left).toEqual(before);
});

function children(): string[] {
  return readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').split(' ').filter(Boolean);
}
