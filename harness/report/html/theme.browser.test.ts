import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { eventually } from '../../core/testing/patience.ts';
import { pageOnDisk } from '../testing/page-on-disk.ts';
import { makeSampleRun } from '../testing/sample-run.ts';
import { renderHtml } from './render.ts';

const sample = makeSampleRun();
const onDisk = pageOnDisk(renderHtml(sample), sample.cases.length * 5);

const DARK = 'rgb(20, 23, 26)';
const LIGHT = 'rgb(250, 250, 249)';
const background = (page: Page): Promise<string> => page.evaluate('getComputedStyle(document.body).backgroundColor');

it('the reader chooses the theme, which outlasts the page and gives way to the system again', async () => {
  await using view = await onDisk.open({ colorScheme: 'light' });
  const { page } = view;
  expect(await background(page)).toBe(LIGHT);
  await page.getByLabel('Theme').selectOption('dark');
  expect(await background(page)).toBe(DARK);
  // A browser keeps what a page stores in its own time, and a busy one has it only for a later load.
  const afterReload = async () => {
    await page.reload();
    await page.waitForSelector('html[data-drawn]');
    return [await background(page), await page.getByLabel('Theme').inputValue()];
  };
  expect(await eventually(afterReload, ([, chosen]) => chosen === 'dark')).toEqual([DARK, 'dark']);
  await page.getByLabel('Theme').selectOption('system');
  expect(await background(page)).toBe(LIGHT);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(() => background(page)).toBe(DARK);
  await page.getByLabel('Theme').selectOption('light');
  expect(await background(page)).toBe(LIGHT);
  expect(view.problems).toEqual([]);
});
