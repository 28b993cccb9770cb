import { figureOf, groupLabelOf, labelOf } from './units.ts';

/** A figure of a verdict with its label, or several alike with a head. */
export type Detail =
  | { label: string; text: string }
  | { label: string; heads: string[]; rows: string[][]; unshown: number };

/** The record has the others. */
const MOST_ROWS = 20;
const NOTHING = '–';
const BETWEEN = ' · ';
/** Fewer are no table. */
const FEWEST_ALIKE = 3;

/** The figures of a verdict for people: labels without units, values with them. */
export function detailsOf(details: Record<string, unknown>): Detail[] {
  return inside([], details);
}

function detailsAt(path: string[], key: string, value: unknown): Detail[] {
  if (isListOfObjects(value)) return [tableOf([...path, labelOf(key)].join(BETWEEN), value)];
  if (isObject(value) && Object.keys(value).length > 0) return inside([...path, groupLabelOf(key)], value);
  return [{ label: [...path, labelOf(key)].join(BETWEEN), text: textOf(key, value) }];
}

/** Several that have the same figures are a table; of all others each figure is named by the way to it. */
function inside(path: string[], object: Record<string, unknown>): Detail[] {
  const members = Object.entries(object);
  if (members.length < FEWEST_ALIKE || !members.every(([, member]) => isObject(member)))
    return members.flatMap(([key, value]) => detailsAt(path, key, value));
  const figures = members.map(([, member]) => singleOf(inside([], member as Record<string, unknown>)));
  const heads = [...new Set(figures.flatMap((ofOne) => [...ofOne.keys()]))];
  const rows = members.map(([key], row) => [
    groupLabelOf(key),
    ...heads.map((head) => figures[row]?.get(head) ?? NOTHING),
  ]);
  const shared = sharedStart(heads);
  const label = [...path, ...(shared === '' ? [] : [shared])].join(BETWEEN) || 'each';
  return [{ label, heads: ['of', ...heads.map((head) => withoutStart(head, shared))], rows, unshown: 0 }];
}

/** The first step of the way to all figures of a table; '' where they differ in it. */
function sharedStart(heads: string[]): string {
  const [first = ''] = heads[0]?.split(BETWEEN) ?? [];
  return heads.every((head) => head.startsWith(`${first}${BETWEEN}`)) ? first : '';
}

function withoutStart(head: string, start: string): string {
  return start === '' ? head : head.slice(start.length + BETWEEN.length);
}

/** By their labels; a list inside of a member of a table is told in a line. */
function singleOf(details: Detail[]): Map<string, string> {
  return new Map(
    details.map((detail) => [
      detail.label,
      'text' in detail ? detail.text : detail.rows.map((row) => row.join(' ')).join('; '),
    ]),
  );
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
