import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { questionOf } from '../../checks/questions.ts';
import { pageOnDisk } from '../testing/page-on-disk.ts';
import { makeSampleRun } from '../testing/sample-run.ts';
import { renderHtml } from './render.ts';

const sample = makeSampleRun();
const onDisk = pageOnDisk(renderHtml(sample), sample.cases.length * 5);
const few = { ...sample, cases: sample.cases.slice(0, 8) };
const ofFew = pageOnDisk(renderHtml(few), few.cases.length * 5);

const FAILED = ['diagnose-loki / fetch', 'diagnose-docker / fetch'];
const DRAIN = '#diagnose-docker--fetch--drain';

const shownCases = (page: Page) => texts(page, '.case:not([hidden]) h3');
const openCases = (page: Page) => texts(page, '.case[open] h3');
const texts = (page: Page, what: string) => page.locator(what).allTextContents();
/** The anchor of what the keyboard is at. */
const focused = (page: Page): Promise<string> => page.locator(':focus').evaluate((at) => at.closest('[id]').id);

describe('the cases of a run', () => {
  it('stand below what failed, which is told in boxes with a link to its figures', async () => {
    await using view = await onDisk.open({ viewport: { width: 390, height: 900 } });
    expect(await view.page.locator('h1').textContent()).toBe('2 of 7 cases failed');
    const boxes = view.page.locator('.failures li');
    expect(await boxes.locator('a').allTextContents()).toEqual(FAILED);
    expect(await boxes.locator('p').first().textContent()).toContain('200 connections were still open');
    await boxes.locator('a').last().click();
    expect(await view.page.locator(`${DRAIN} .pairs`).textContent()).toContain('5.8 s');
  });

  it('are folded where they passed, and are shown by the switch, the search and both', async () => {
    await using view = await onDisk.open();
    const { page } = view;
    expect(await openCases(page)).toEqual(FAILED);
    await page.getByRole('button', { name: 'Failed only 2' }).click();
    expect(await shownCases(page)).toEqual(FAILED);
    expect(await page.locator('tr[data-case]:visible').count()).toBe(2);
    await page.getByRole('searchbox').fill('Docker');
    expect(await shownCases(page)).toEqual(['diagnose-docker / fetch']);
    expect(await page.getByRole('status').textContent()).toBe('1 of 11 cases');
    await page.getByRole('button', { name: 'All 11' }).click();
    expect((await shownCases(page)).length).toBe(5);
    await page.getByRole('searchbox').fill('loki 50');
    expect(await shownCases(page)).toEqual(['diagnose-loki / capped-50', 'diagnose-loki / http-agent-50']);
    await page.getByRole('searchbox').fill('');
    expect((await shownCases(page)).length).toBe(11);
  });

  it('are all opened and folded by one button, with what else is known of them', async () => {
    await using view = await ofFew.open();
    const { page } = view;
    expect(await page.getByRole('searchbox').count()).toBe(0);
    await page.getByRole('button', { name: 'Expand all' }).click();
    expect((await openCases(page)).length).toBe(8);
    expect(await page.locator('.evidence').count()).toBe(8);
    await page.getByRole('button', { name: 'Collapse all' }).click();
    expect(await openCases(page)).toEqual([]);
  });
});

describe('a link to a verdict', () => {
  it('opens what folds it and shows what hides it', async () => {
    await using view = await onDisk.open();
    const { page } = view;
    await page.getByRole('button', { name: 'Failed only 2' }).click();
    await page.evaluate("location.hash = 'diagnose-loki--capped-50--reuse'");
    await expect.poll(() => openCases(page)).toContain('diagnose-loki / capped-50');
    expect((await shownCases(page)).length).toBe(11);
    expect(await page.locator('#diagnose-loki--capped-50--reuse .pairs').isVisible()).toBe(true);
    expect(await focused(page)).toBe('diagnose-loki--capped-50--reuse');
  });

  it('is one of eleven in its row, tells the question of its check, and leads there by keyboard alone', async () => {
    await using view = await onDisk.open();
    const { page } = view;
    const link = page.locator('tr[data-case="diagnose-loki--capped-50"] a[aria-label="reuse: passed"]');
    expect(await link.getAttribute('title')).toContain(questionOf('reuse'));
    expect(await link.getAttribute('title')).toContain('Nothing to object to');
    await page.keyboard.press('Tab');
    expect(await page.locator(':focus').textContent()).toBe('Skip to the verdicts');
    // A busy browser goes there after it has said that the key was pressed; the page, told last, goes once more.
    await page.evaluate("addEventListener('hashchange', () => { globalThis.hasGone = true; })");
    await page.keyboard.press('Enter');
    await expect.poll(() => page.evaluate('globalThis.hasGone')).toBe(true);
    expect(await focused(page)).toBe('main');
    // Two boxes, the switch of two, the search, two buttons: then the table is one stop.
    for (let stop = 0; stop < 8; stop += 1) await page.keyboard.press('Tab');
    expect(await page.locator('table.matrix :focus').count()).toBe(1);
    for (const key of ['ArrowDown', 'ArrowDown', 'End', 'Home', ...Array<string>(5).fill('ArrowRight')]) {
      await page.keyboard.press(key);
    }
    expect(await page.locator(':focus').getAttribute('aria-label')).toBe('drain: failed');
    await page.keyboard.press('Enter');
    await expect.poll(() => focused(page)).toBe('diagnose-loki--fetch--drain');
  });
});
