import type { Trend } from '../../record/trend.ts';
import { COLOURS, IN_A_FILE, lookOf, type TerminalSize } from '../terminal/look.ts';
import { paragraph } from '../terminal/text.ts';
import { SYMBOLS } from '../verdict.ts';
import { needsOf } from './needs.ts';
import { standingOf } from './standing.ts';

/** What needs a person, and the verdict as the last line. */
export function renderTrendTerminal(trend: Trend, size: TerminalSize = IN_A_FILE): string {
  const look = lookOf(size);
  const needs = needsOf(trend).map(({ verdict, label, text }) => {
    return paragraph(`${SYMBOLS[verdict]} ${label}: ${text}`, COLOURS[verdict], look);
  });
  const standing = standingOf(trend);
  const verdict = paragraph(`${SYMBOLS[standing]} ${trend.headline}`, ['bold', COLOURS[standing]], look);
  return [...needs, verdict].map((line) => `${line}\n`).join('');
}
