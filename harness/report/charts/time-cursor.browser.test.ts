import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { renderHtml } from '../html/render.ts';
import { pageOnDisk } from '../testing/page-on-disk.ts';
import { makeSampleRun } from '../testing/sample-run.ts';

const sample = makeSampleRun();
// What failed is what a reader sees first.
const run = { ...sample, cases: sample.cases.map((one) => ({ ...one, status: 'fail' as const })) };
const CHARTS = run.cases.length * 5;
const onDisk = pageOnDisk(renderHtml(run), CHARTS);

/** Of the sample's phases, in seconds. */
const [LOAD_FROM, LOAD_TO] = [1.5, 7.5];

const figures = (page: Page) => page.locator('.charts').first().locator('figure');
const moments = (page: Page) => page.locator('.charts').first().locator('.moment');
const shown = (page: Page) => Promise.all([0, 1, 2].map((place) => secondsShown(figures(page).nth(place))));
const resets = (page: Page) => figures(page).getByRole('button', { name: 'Reset zoom' });

describe('the time cursor', () => {
  it('is one for all charts of a case: each shows its line, the moment, the phase and its values there', async () => {
    await using view = await onDisk.open();
    await pointAt(figures(view.page).nth(1), (LOAD_FROM + LOAD_TO) / 2);
    const lines = figures(view.page).locator('.cursor:not(.away)');
    await expect.poll(() => lines.count()).toBe(3);
    expect(new Set(await moments(view.page).allTextContents())).toEqual(new Set(['4.50 s · load']));
    expect(await values(figures(view.page).first())).toEqual({
      'open at the server': '50',
      'limit 50': '',
      'with a request in flight, least to most': expect.stringMatching(/^\d+ to \d+$/),
      'their mean': expect.stringMatching(/^[\d.]+$/),
    });
    expect(await values(figures(view.page).nth(1))).toEqual({ 'open descriptors': '72' });
    // Another case has a cursor of its own.
    expect(await view.page.locator('.charts').nth(1).locator('.cursor:not(.away)').count()).toBe(0);
    expect(view.problems).toEqual([]);
  });

  it('zooms all charts of a case to the stretch that it is dragged over, until the button shows all again', async () => {
    await using view = await onDisk.open();
    expect(await resets(view.page).count()).toBe(0);
    const before = await shown(view.page);
    await drag(figures(view.page).first(), 2, 5);
    await expect.poll(() => resets(view.page).count()).toBe(3);
    for (const [from, to] of await shown(view.page)) {
      expect(from).toBeCloseTo(2, 0);
      expect(to).toBeCloseTo(5, 0);
    }
    await resets(view.page).last().click();
    expect(await shown(view.page)).toEqual(before);
    expect(await resets(view.page).count()).toBe(0);
  });

  it('is moved, zoomed and put away by keys, and tells what all charts show then', async () => {
    await using view = await onDisk.open();
    const before = await shown(view.page);
    const slider = view.page.locator('.charts').first().getByRole('slider');
    expect(await slider.count()).toBe(1);
    await slider.focus();
    for (let step = 0; step < 3; step += 1) await view.page.keyboard.press('Shift+ArrowRight');
    await view.page.keyboard.press('ArrowLeft');
    const told = /^2\.\d\d s: open at the server 50, .*their mean .*; open descriptors 72; resident memory [\d.]+$/;
    expect(await slider.getAttribute('aria-valuetext')).toMatch(told);
    await view.page.keyboard.press('+');
    const [[from = 0, to = 0] = []] = await shown(view.page);
    const [[wholeFrom = 0, wholeTo = 0] = []] = before;
    expect(to - from).toBeCloseTo((wholeTo - wholeFrom) / 2, 3);
    await view.page.keyboard.press('Escape');
    expect(await shown(view.page)).toEqual(before);
    await view.page.keyboard.press('Escape');
    expect(await slider.getAttribute('aria-valuetext')).toBe('none');
    expect(await figures(view.page).locator('.cursor:not(.away)').count()).toBe(0);
  });

  it('keeps the zoom when the colours change', async () => {
    await using view = await onDisk.open();
    await drag(figures(view.page).first(), 2, 5);
    const zoomed = await shown(view.page);
    await view.page.emulateMedia({ colorScheme: 'dark' });
    await figures(view.page).first().scrollIntoViewIfNeeded();
    await expect.poll(() => shown(view.page).catch(() => null)).toEqual(zoomed);
  });
});

describe('the table behind a chart', () => {
  const tableOf = async (figure: Locator) => {
    await figure.locator('summary').click();
    const text = (cells: Locator) => cells.allTextContents();
    await figure.locator('tbody tr').first().waitFor();
    return {
      head: await text(figure.locator('thead th')),
      rows: await figure
        .locator('tbody tr')
        .evaluateAll((rows) =>
          rows.map(({ children }) => Array.from(children, ({ textContent }: { textContent: string }) => textContent)),
        ),
    };
  };
  const tables = (page: Page) => page.locator('.data table');

  it('is not there before it is opened, and then holds what is drawn, in few rows', async () => {
    await using view = await onDisk.open();
    expect(await view.page.locator('.data').count()).toBe(CHARTS);
    expect(await tables(view.page).count()).toBe(0);
    const { head, rows } = await tableOf(figures(view.page).first());
    expect(head).toEqual([
      'from',
      'phase',
      'open at the server, most',
      'limit 50, most',
      'with a request in flight, least',
      'with a request in flight, mean',
      'with a request in flight, most',
    ]);
    expect(rows).toHaveLength(40);
    expect(rows[0]?.slice(0, 4)).toEqual(['0.00 s', 'baseline', '0', '50']);
    expect(rows[20]?.slice(1, 4)).toEqual(['load', '50', '50']);
    expect(view.problems).toEqual([]);
  });

  it('follows the zoom', async () => {
    await using view = await onDisk.open();
    await tableOf(figures(view.page).first());
    await drag(figures(view.page).first(), 2, 5);
    const firstCell = figures(view.page).first().locator('tbody th').first();
    await expect.poll(async () => Number.parseFloat((await firstCell.textContent()) ?? '')).toBeCloseTo(2, 0);
  });

  it('holds the classes of a histogram, and of latency the percentiles that were reached', async () => {
    await using view = await onDisk.open();
    const classes = await tableOf(figures(view.page).nth(3));
    expect(classes.head).toEqual(['requests', 'connections']);
    expect(classes.rows.map(([, connections]) => Number(connections))).toEqual([1, 3, 6, 9, 12, 9, 6, 3, 1]);
    const latency = await tableOf(figures(view.page).nth(4));
    expect(latency.head).toEqual(['percentile', 'this client, ms', 'the ceiling, p50 and p99, ms']);
    expect(latency.rows.map(([percentile]) => percentile)).toEqual([
      'p0',
      'p25',
      'p50',
      'p75',
      'p90',
      'p95',
      'p99',
      'p99.9',
    ]);
    expect(latency.rows.filter(([, , ceiling]) => ceiling !== '–').map(([p, , ms]) => [p, ms])).toEqual([
      ['p50', '11.2'],
      ['p99', '24.6'],
    ]);
  });
});

describe('the legend of a chart', () => {
  it('shows each line as it is drawn, dashes included', async () => {
    await using view = await onDisk.open();
    const figure = figures(view.page).first();
    const drawn = await figure.locator('canvas').evaluate((canvas) =>
      Reflect.get(globalThis, 'Chart')
        .getChart(canvas)
        .data.datasets.map(({ borderColor, borderDash = [] }: { borderColor: string; borderDash?: number[] }) =>
          [borderColor, borderDash.join(' ')].join(),
        ),
    );
    const swatches: string[] = await figure
      .locator('.swatch path')
      .evaluateAll((paths) =>
        paths.map((path) => ['stroke', 'stroke-dasharray'].map((name) => path.getAttribute(name)).join()),
      );
    expect(swatches).toHaveLength(4);
    expect(swatches.filter((swatch) => !drawn.includes(swatch))).toEqual([]);
    expect(new Set(swatches.map((swatch) => swatch.split(',')[1])).size).toBeGreaterThan(2);
  });
});

/** What a chart over time shows of it, in seconds. */
function secondsShown(figure: Locator): Promise<[number, number]> {
  return figure.locator('canvas').evaluate((canvas) => {
    const { min, max } = Reflect.get(globalThis, 'Chart').getChart(canvas).scales.x;
    return [min / 1_000, max / 1_000];
  });
}

/** Where a moment is in the view. */
async function placeOf(figure: Locator, seconds: number): Promise<{ x: number; y: number }> {
  await figure.locator('canvas').scrollIntoViewIfNeeded();
  return figure.locator('canvas').evaluate((canvas, tMs) => {
    const { scales, chartArea } = Reflect.get(globalThis, 'Chart').getChart(canvas);
    const { left, top } = canvas.getBoundingClientRect();
    return { x: left + scales.x.getPixelForValue(tMs), y: top + (chartArea.top + chartArea.bottom) / 2 };
  }, seconds * 1_000);
}

async function pointAt(figure: Locator, seconds: number): Promise<void> {
  const { x, y } = await placeOf(figure, seconds);
  await figure.page().mouse.move(x, y);
}

async function drag(figure: Locator, fromSeconds: number, toSeconds: number): Promise<void> {
  const { mouse } = figure.page();
  await pointAt(figure, fromSeconds);
  await mouse.down();
  const { x, y } = await placeOf(figure, toSeconds);
  await mouse.move(x, y, { steps: 5 });
  await mouse.up();
}

/** The legend's values at the cursor, by the names of the lines. */
function values(figure: Locator): Promise<Record<string, string>> {
  return figure
    .locator('.legend li')
    .evaluateAll((items) =>
      Object.fromEntries(items.map((item) => ['span', 'b'].map((part) => item.querySelector(part)?.textContent ?? ''))),
    );
}
