import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { recordText } from '../../record/write.ts';
import { HOSTILE, pageOnDisk } from '../testing/page-on-disk.ts';
import { makeSampleRun } from '../testing/sample-run.ts';
import { renderHtml } from './render.ts';

const sample = makeSampleRun();
const record = { ...sample, cases: sample.cases.map((one, at) => (at === 2 ? { ...one, scenario: HOSTILE } : one)) };
const onDisk = pageOnDisk(renderHtml(record), record.cases.length * 5);
const checkOf = (name: string) => record.cases[2]?.checks.find((check) => check.name === name);

it('the whole record is saved from the page as it was written beside it', async () => {
  await using view = await onDisk.open();
  const [download] = await Promise.all([
    view.page.waitForEvent('download'),
    view.page.getByRole('button', { name: 'Save the record' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('run-1.record.json');
  expect(await text(await download.createReadStream())).toBe(recordText(record));
  expect(view.problems).toEqual([]);
});

it.each([true, false])('the figures of a verdict are copied as JSON (the page has a clipboard: %s)', async (has) => {
  await using view = await onDisk.open({
    permissions: has ? ['clipboard-read', 'clipboard-write'] : ['clipboard-read'],
  });
  const { page } = view;
  if (!has) await page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })");
  const verdict = page.locator('.case[open] .verdicts > li').first();
  await verdict.getByRole('button', { name: 'Copy as JSON' }).click();
  await expect.poll(() => verdict.getByRole('button').textContent()).toBe('Copied');
  await page.locator('.toolbar input').focus();
  await page.keyboard.press('Control+V');
  const pasted = JSON.parse(await page.locator('.toolbar input').inputValue());
  expect(pasted).toEqual({ scenario: HOSTILE, configuration: 'fetch', ...checkOf('drain') });
});
