import type { Look } from './look.ts';
import { cutEnd, paragraph, plain } from './text.ts';

/** The whole of them is in the record. */
const MOST_FIGURES = 30;
const MOST_WIDTH = 80;
const INDENT = '    ';

/** The figures that a verdict rests on, each under its path: 'peak 50, afterLoad.serverOpen 3'; they may be none. */
export function detailLines(details: Record<string, unknown>, look: Look): string[] {
  const figures = figuresOf(details, '');
  if (figures.length === 0) return [];
  const told = figures.slice(0, MOST_FIGURES).map((figure) => cutEnd(plain(figure), MOST_WIDTH));
  const more = figures.length - told.length;
  if (more > 0) told.push(`and ${more.toLocaleString('en')} more in the record`);
  const text = paragraph(told.join(', '), 'dim', { ...look, width: look.width - INDENT.length });
  return [text.replaceAll(/^/gm, INDENT)];
}

function figuresOf(value: unknown, path: string): string[] {
  if (typeof value !== 'object' || value === null)
    return [`${path} ${typeof value === 'number' ? rounded(value) : value}`];
  return Object.entries(value).flatMap(([key, inner]) => figuresOf(inner, path === '' ? key : `${path}.${key}`));
}

function rounded(value: number): string {
  return Number.isInteger(value) ? value.toLocaleString('en') : String(Number(value.toPrecision(4)));
}
