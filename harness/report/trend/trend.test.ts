import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { axisOf, baseOf } from './axis.ts';
import { renderJunit } from './junit.ts';
import { renderMarkdown } from './markdown.ts';
import { needsOf } from './needs.ts';
import { renderTrendTerminal } from './terminal.ts';
import { makeLargeTrend, makeSampleTrend } from './testing/sample-trend.ts';

const trend = makeSampleTrend();
const quiet = makeSampleTrend({
  failures: [],
  doubts: [],
  untrusted: [],
  series: [],
  status: 'pass',
  headline: 'No new regression.',
});

describe('what needs a person', () => {
  it('stands in the order of its urgency', () => {
    expect(needsOf(trend).map(({ label }) => label)).toEqual([
      ...['limit', 'regressed', 'suspect', 'drain', 'not trusted', 'creeping', 'improved'],
    ]);
  });

  it('is nothing when nothing happened', () => {
    expect(needsOf(quiet)).toEqual([]);
    expect(renderTrendTerminal(quiet, { colour: false, width: 500 })).toBe('✓ No new regression.\n');
  });
});

describe('a regression', () => {
  it('has each of its metrics by the one name that it has everywhere', () => {
    const [open] = needsOf(makeLargeTrend({ nights: 60, series: 8 }));
    expect(open?.regression?.metrics.map(({ metric, change, since }) => [metric, change, since])).toEqual(
      ['requests per second', 'latency p50', 'latency p99', 'CPU per request'].map((metric) => [
        metric,
        '20 % worse',
        '2026-02-15',
      ]),
    );
    expect(open?.text).toMatch(/^diagnose-loki \/ undici-pool-50: requests per second 20 % worse \(2026-02-15\), lat/);
  });
});

describe('a night without a new regression', () => {
  it('is not well while older ones are open', () => {
    const open = renderTrendTerminal(makeLargeTrend({ nights: 60, series: 40 }));
    expect(open).toMatch(/! No new regression, 16 open\.\n$/);
    expect(renderMarkdown(makeLargeTrend({ nights: 60, series: 40 }))).toMatch(/^## ! No new regression/);
  });
});

describe('what changed tonight', () => {
  it('is within the band or it is told, and a regression is always told', () => {
    const texts = renderMarkdown(trend)
      .split('\n')
      .flatMap((line) => (line.startsWith('| diagnose') ? line.split('|').slice(-2, -1) : []));
    expect(texts.map((text) => text.trim())).toEqual([
      ...['20 % worse', '20 % worse', '20 % better', '8 % worse', 'within the band', '–'],
    ]);
  });
});

describe('the axis of all series', () => {
  it('reaches to the furthest of them, but not as far as would make all others flat', () => {
    const { series } = makeLargeTrend({ nights: 60, series: 40 });
    expect(axisOf(series)).toMatchObject({ to: expect.closeTo(1.783, 2), from: expect.closeTo(0.858, 2) });
    const far = series.map((one) => ({ ...one, points: one.points.map((point) => ({ ...point, cost: 9 })) }));
    expect(axisOf(far)).toMatchObject({ to: 2 });
  });

  it('is about the level of each, or before one is known about the middle of its nights', () => {
    const { series } = makeLargeTrend({ nights: 14, series: 1 });
    expect(series.map(baseOf)).toEqual([expect.closeTo(1, 1)]);
    expect(baseOf({ points: [] })).toBe(1);
  });
});

describe('JUnit', () => {
  it('fails the exact check and the series of the alarm, and skips what is still learned', async () => {
    const sample = new URL('./testing/sample-junit.xml', import.meta.url);
    expect(renderJunit(trend)).toBe(await readFile(sample, 'utf8'));
  });
});

describe('the Markdown summary', () => {
  it('has a row for each series, and no name can break out of its cell', () => {
    const rows = renderMarkdown(trend)
      .split('\n')
      .filter((line) => line.startsWith('| diagnose'));
    expect(rows).toHaveLength(6);
    for (const row of rows) expect(row.match(/(?<!\\)\|/g)).toHaveLength(5);
  });
});
