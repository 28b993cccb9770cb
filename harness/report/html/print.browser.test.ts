import { expect, it } from 'vitest';
import { makeCase } from '../../record/testing/make-record.ts';
import { pageOnDisk } from '../testing/page-on-disk.ts';
import { makeSampleRun } from '../testing/sample-run.ts';
import { renderHtml } from './render.ts';

const sample = makeSampleRun();
const long = makeCase({ scenario: 'scenario '.repeat(33), configuration: 'x'.repeat(300) });
const record = { ...sample, cases: [...sample.cases, long] };
const onDisk = pageOnDisk(renderHtml(record), sample.cases.length * 5);

/** What is between the margins of A4, in pixels of a style sheet. */
const A4 = { width: Math.floor(((210 - 2 * 12) / 25.4) * 96), height: 1_000 };

it('paper of A4 shows every case, unfolded and uncut, and folds them again afterwards', async () => {
  await using view = await onDisk.open({ viewport: A4 });
  const { page } = view;
  await page.emulateMedia({ media: 'print' });
  await expect.poll(() => page.locator('.case[open]').count()).toBe(record.cases.length);
  expect(await page.locator('.evidence').count()).toBe(record.cases.length);
  expect(await page.getByRole('button', { name: 'Expand all' }).isVisible()).toBe(false);
  const cut: string[] = await page
    .locator('.scroll, .cut, main')
    .evaluateAll((parts) =>
      parts.filter((part) => part.scrollWidth > part.clientWidth && part.clientWidth > 0).map((part) => part.className),
    );
  expect(cut).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(A4.width);
  await page.emulateMedia({ media: 'screen' });
  await expect.poll(() => page.locator('.case[open]').count()).toBe(2);
});
