import type { Trend } from '../../record/trend.ts';
import { plain } from '../terminal/text.ts';
import { SYMBOLS } from '../verdict.ts';
import { needsOf } from './needs.ts';
import { standingOf } from './standing.ts';

/** What needs a person, and the verdict as the last line. */
export function renderTrendTerminal(trend: Trend): string {
  const needs = needsOf(trend).map(({ verdict, label, text }) => `${SYMBOLS[verdict]} ${label}: ${plain(text)}`);
  return [...needs, `${SYMBOLS[standingOf(trend)]} ${plain(trend.headline)}`].map((line) => `${line}\n`).join('');
}
