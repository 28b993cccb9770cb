import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { renderJunit } from './junit.ts';
import { renderMarkdown } from './markdown.ts';
import { needsOf } from './needs.ts';
import { renderTrendTerminal } from './terminal.ts';
import { makeSampleTrend } from './testing/sample-trend.ts';

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
