import { describe, expect, it } from 'vitest';
import { judgeWatch } from '../../checks/watch/judge-watch.ts';
import { makeWatch } from '../../record/testing/make-watch.ts';
import { makeComparison } from '../comparison/testing/sample-comparison.ts';
import { readMarkdown } from '../testing/read-markdown.ts';
import { makeSampleRun } from '../testing/sample-run.ts';
import { renderComparisonMarkdown } from './comparison.ts';
import { renderRunMarkdown } from './run.ts';
import { asText } from './text.ts';
import { renderWatchMarkdown } from './watch.ts';

/** The texts of the elements of that kind, as a host of Markdown shows them. */
function shown(markdown: string, tag: string): string[] {
  return readMarkdown(markdown).flatMap((element) => (element.tag === tag ? [element.text] : []));
}

describe('the Markdown of a run', () => {
  const markdown = renderRunMarkdown(makeSampleRun());

  it('says first how it ended, then what failed of what decides', () => {
    expect(shown(markdown, 'h2')).toEqual([expect.stringMatching(/^✗ Failed: 2 of 7 cases/)]);
    expect(shown(markdown, 'li')).toEqual([
      expect.stringMatching(/^✗ diagnose-loki \/ fetch: drain 200 connections were still open/),
      expect.stringMatching(/^✗ diagnose-docker \/ fetch: drain/),
    ]);
  });

  it('has a table for each scenario with a row for each case', () => {
    expect(shown(markdown, 'h3')).toEqual(['diagnose-loki', 'diagnose-docker', 'enforce-limit']);
    expect(shown(markdown, 'th').slice(0, 11)).toEqual([
      ...['configuration', 'limit', 'peak', 'active', 'opened', 'reuse', 'req/s', 'p50 ms', 'p99 ms', 'handles'],
      'verdict',
    ]);
    const cells = shown(markdown, 'td');
    expect(cells).toHaveLength(11 * 11);
    expect(cells.slice(0, 11)).toEqual([
      ...['capped-50', '50', '50', '50', '50', '99.8 %', '4,612', '41.0', '107', '21 → 21', '✓ passed'],
    ]);
  });
});

it('the Markdown of a comparison says first which to choose, and has its figures and verdicts', () => {
  const markdown = renderComparisonMarkdown(makeComparison());
  expect(shown(markdown, 'h2')).toEqual([expect.stringMatching(/^Keep capped-50: http-agent-50 is worse/)]);
  expect(shown(markdown, 'table')).toHaveLength(2);
  expect(shown(markdown, 'td')).toEqual(expect.arrayContaining(['capped-50 (reference)', '✗ slower', '+30 %']));
});

it('the Markdown of a watch has each check and what was counted', () => {
  const watch = judgeWatch(makeWatch({ limit: 3 }));
  const markdown = renderWatchMarkdown(watch);
  expect(shown(markdown, 'li')).toHaveLength(watch.checks.length);
  expect(shown(markdown, 'td')).toContain('established');
});

it.each([
  '# no heading',
  '- no item',
  '+ no item',
  '1. no item',
  '3) no item',
  '===',
  '---',
  '> no quotation',
  '<b>no markup</b> <!-- none -->',
  '![no picture](http://example.org/x.png)',
  'no link: https://example.org www.example.org me@example.org',
  '@nobody #12 :tada: $x$ ~~no~~ **no** _no_ `no`',
  '&lt; &#64; \\* a|b [^1]',
  '[x]: http://example.org',
])('shows %s as it is written', (text) => {
  const elements = readMarkdown(`${asText(text)}\n`);
  expect(elements).toEqual([{ tag: 'p', text }]);
});
