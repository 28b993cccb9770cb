import { describe, expect, it } from 'vitest';
import { comparisonCharts } from './charts.ts';
import { renderComparisonHtml } from './render.ts';
import { makeComparison } from './testing/sample-comparison.ts';

const drawingOf = (record: Parameters<typeof comparisonCharts>[0], title: string) =>
  comparisonCharts(record).find((chart) => chart.title.startsWith(title))?.drawing ?? null;

describe('the connections of a comparison', () => {
  it('stand on one axis with a line for every limit that is declared', () => {
    const record = makeComparison({ latencies: { a: 1, b: 1.3, c: 1 }, limits: { a: 50, b: null, c: 10 } });
    const drawing = drawingOf(record, 'Connections over time');
    if (drawing?.kind !== 'time') throw new Error('there is a step line');
    expect(drawing.lines.map(({ name, role, configuration }) => [name, role, configuration])).toEqual([
      ['a', 'open', 0],
      ['b', 'open', 1],
      ['c', 'open', 2],
      ['limit of a: 50', 'limit', 0],
      ['limit of c: 10', 'limit', 2],
    ]);
    for (const { role, series } of drawing.lines.filter((line) => line.role === 'limit')) {
      expect([role, new Set(series.v).size]).toEqual(['limit', 1]);
    }
  });

  it('start with each window and end with its load: what comes after is our own closing', () => {
    const record = makeComparison();
    const { phases = [], series } = Object.values(record.example?.windows ?? {})[0] ?? {};
    const lastsMs = Math.max(...phases.map(({ endMs }) => endMs)) - Math.min(...phases.map(({ startMs }) => startMs));
    const drawing = drawingOf(record, 'Connections over time');
    if (drawing?.kind !== 'time') throw new Error('there is a step line');
    expect(series?.['connections.ledger']?.t.at(-1)).toBeGreaterThan(lastsMs);
    for (const line of drawing.lines) {
      expect([line.series.t[0], Math.max(...line.series.t)]).toEqual([0, expect.closeTo(lastsMs, 0)]);
    }
  });
});

describe('the curves of many configurations', () => {
  const latencies = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`c${index}`, 1 + (39 - index) / 40]));

  it('are those of the reference and of the five that come first, and say so', () => {
    const record = makeComparison({ latencies });
    expect(comparisonCharts(record).map(({ title }) => title)).toEqual(
      ['Latency, all rounds together', 'Connections over time'].map(
        (title) => `${title}: the reference and the first 5 of the 40 in the table`,
      ),
    );
    const drawing = drawingOf(record, 'Latency');
    if (drawing?.kind !== 'ecdf') throw new Error('there are curves');
    expect(drawing.curves.map(({ name, configuration }) => [name, configuration])).toEqual([
      ...[
        ['c0', 0],
        ['c39', 1],
        ['c38', 2],
        ['c37', 3],
        ['c36', 4],
        ['c35', 5],
      ],
    ]);
  });

  it('show a limit that several share once', () => {
    const drawing = drawingOf(makeComparison({ latencies }), 'Connections over time');
    if (drawing?.kind !== 'time') throw new Error('there is a step line');
    expect(drawing.lines.filter(({ role }) => role === 'limit').map(({ name }) => name)).toEqual([
      'limit of 6 configurations: 50',
    ]);
  });
});

describe('a comparison that lacks something', () => {
  it('says of each drawing that nothing was measured, and has its page all the same', () => {
    const bare = makeComparison({ rounds: 0, overrides: { histograms: {}, example: null } });
    expect(comparisonCharts(bare).map(({ drawing }) => drawing)).toEqual([null, null, null, null, null]);
    const page = renderComparisonHtml(bare);
    expect(page.match(/not measured<\/p>/g)).toHaveLength(6);
    expect(page).toContain('Nothing was counted.');
    const many = makeComparison({
      latencies: { a: 1, b: 1, c: 1, d: 1, e: 1 },
      rounds: 0,
      overrides: { histograms: {}, example: null },
    });
    expect(renderComparisonHtml(many).match(/not measured<\/p>/g)).toHaveLength(7);
  });

  it('shows the median where no window was large enough for a p99', () => {
    const record = makeComparison();
    const untailed = { ...record, comparisons: record.comparisons.filter(({ metric }) => metric !== 'latencyP99Ms') };
    expect(comparisonCharts(record).map(({ title }) => title)).toContain('p99, round by round');
    expect(comparisonCharts(untailed).map(({ title }) => title)).toContain('p50, round by round');
  });
});

describe('the order of the rounds is called balanced', () => {
  it.each([
    [12, 'balanced: every configuration in every place'],
    [13, 'balanced as far as 13 rounds allow: over 6 every'],
  ])('only where it is: %i rounds of two and a twin', (rounds, text) => {
    expect(renderComparisonHtml(makeComparison({ rounds }))).toContain(text);
  });
});
