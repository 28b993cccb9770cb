import { figureOf, labelOf } from './units.ts';

/** A figure of a verdict with its label, or several alike with a head. */
export type Detail =
  | { label: string; text: string }
  | { label: string; heads: string[]; rows: string[][]; unshown: number };

/** The record has the others. */
const MOST_ROWS = 20;
const NOTHING = '–';

/** The figures of a verdict for people: labels without units, values with them. */
export function detailsOf(details: Record<string, unknown>): Detail[] {
  return Object.entries(details).flatMap(([key, value]) => detailsAt([labelOf(key)], key, value));
}

function detailsAt(path: string[], key: string, value: unknown): Detail[] {
  const label = path.join(' · ');
  if (isListOfObjects(value)) return [tableOf(label, value)];
  if (!isObject(value)) return [{ label, text: textOf(key, value) }];
  const inside = Object.entries(value);
  if (inside.length === 0) return [{ label, text: 'none' }];
  return inside.flatMap(([name, part]) => detailsAt([...path, labelOf(name)], name, part));
}

function tableOf(label: string, list: Record<string, unknown>[]): Detail {
  const keys = [...new Set(list.flatMap((one) => Object.keys(one)))];
  const rows = list.slice(0, MOST_ROWS).map((one) => keys.map((key) => textOf(key, one[key])));
  return { label, heads: keys.map(labelOf), rows, unshown: list.length - rows.length };
}

function textOf(key: string, value: unknown): string {
  if (value === null || value === undefined) return NOTHING;
  if (typeof value === 'number') return figureOf(key, value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map((one) => textOf(key, one)).join(', ');
  if (!isObject(value)) return String(value);
  const inside = Object.entries(value).map(([name, part]) => `${labelOf(name)} ${textOf(name, part)}`);
  return inside.length === 0 ? 'none' : inside.join(', ');
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isListOfObjects(value: unknown): value is Record<string, unknown>[] {
  return Array.isArray(value) && value.length > 0 && value.every(isObject);
}
