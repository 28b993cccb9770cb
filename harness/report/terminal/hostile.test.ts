import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { judgeWatch } from '../../checks/watch/judge-watch.ts';
import { compareDays } from '../../compare/days.ts';
import { makeAudit } from '../../record/testing/make-audit.ts';
import { makeWatch } from '../../record/testing/make-watch.ts';
import { renderAudit } from '../audit/terminal.ts';
import { renderComparison } from '../comparison/terminal.ts';
import { renderDays } from '../comparison/terminal-days.ts';
import { makeComparison } from '../comparison/testing/sample-comparison.ts';
import { makeSampleRun } from '../testing/sample-run.ts';
import { renderTrendTerminal } from '../trend/terminal.ts';
import { makeSampleTrend } from '../trend/testing/sample-trend.ts';
import { findingLine, renderLiveWatch, renderWatch, watchLine } from '../watch/terminal.ts';
import type { TerminalSize } from './look.ts';
import { renderTerminal } from './render.ts';

const MARK = 'owned';
/** Clears the screen, sets the title, goes on another line, colours, turns the writing around. */
const HOSTILE = `\u001b[2J\u001b]0;title\u0007\u009b31m\r\n\u2028\u202e\u001b[1;31m${MARK}\u0000`;
/** The same without what a terminal obeys, as long as that is. */
const HARMLESS = ` ${MARK}`;

/** Words of ours, by which a record is read. */
const OURS =
  /^(schema|status|verdict|kind|socket|name|state|metric|finding|role|client|during|outcome|drive|by|reason|severity|how|rule|language|t|v|latency)$/;

/** The same document with this at the end of each text that came from elsewhere. */
function withText<T>(document: T, text: string): T {
  const change = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') return isOurs(key) ? value : value + text;
    if (Array.isArray(value)) return value.map((one) => change(one, key));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([inner, one]) => [inner, change(one, inner)]));
  };
  return change(document, '') as T;
}

function isOurs(key: string): boolean {
  return OURS.test(key) || /At$|^(date|since|startedAt)$/.test(key);
}

const comparison = makeComparison();
const OUTPUTS: [string, (text: string, size: TerminalSize) => string][] = [
  ['a run', (text, size) => renderTerminal(withText(makeSampleRun(), text), size)],
  ['a run with its evidence', (text, size) => renderTerminal(withText(makeSampleRun(), text), size, { verbose: true })],
  ['a comparison', (text, size) => renderComparison(named(text), size, { verbose: true })],
  ['two records', (text, size) => renderDays(withText(compareDays(comparison, comparison), text), size)],
  ['a watch', (text, size) => renderWatch(watched(text), size, { verbose: true })],
  ['a watch that goes on', (text, size) => renderLiveWatch(watched(text), size)],
  ['an audit', (text, size) => renderAudit(withText(makeAudit(), text), size)],
  ['a night', (text, size) => renderTrendTerminal(withText(makeSampleTrend(), text), size)],
];

function watched(text: string) {
  const processes = [{ pid: 1, name: `node${text}`, fromMs: 0, untilMs: null }];
  return withText(judgeWatch(makeWatch({ processes })), text);
}

/** Its configurations are keys, too. */
function named(text: string) {
  const [a, b] = [`a${text}`, `b${text}`];
  return makeComparison({ latencies: { [a]: 1, [b]: 1.3 }, overrides: { scenario: `s${text}` } });
}

describe.each([44, 80, 100_000])('in %d columns', (width) => {
  it.each(OUTPUTS)('%s shows hostile texts as text, and gives them no line of their own', (_, render) => {
    const shown = render(HOSTILE, { colour: false, width });
    expect(shown).toContain(MARK);
    expect(shown).not.toMatch(/[^\P{Cc}\n]|[\p{Bidi_Control}\u2028]/u);
    expect(shown.split('\n')).toHaveLength(render(HARMLESS, { colour: false, width }).split('\n').length);
  });

  it.each(OUTPUTS)('%s has no colour but ours', (_, render) => {
    const coloured = render(HOSTILE, { colour: true, width });
    expect(stripVTControlCharacters(coloured)).toBe(render(HOSTILE, { colour: false, width }));
  });
});

it('lines for a log are said as text, which the screen makes plain', () => {
  const record = withText(judgeWatch(makeWatch()), HOSTILE);
  for (const line of [watchLine(record), ...record.checks.map(findingLine)]) expect(line).not.toMatch(/\n$/);
});
