import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

// The picture in CONTRIBUTING is what a newcomer reads first; here it is held against the folders and against the
// rules.

const ROOT = path.join(import.meta.dirname, '..', '..');
/** Left of this column of the picture stand names, right of it what they are. */
const NAMES_END = 38;
/** Rooms that are no part of the Y: tests' own, and the one file that scenario files import. */
const OUTSIDE = ['testing', 'index.ts', 'scenarios'];

const picture =
  /## The shape.*?```\n(.*?)```/s.exec(readFileSync(path.join(ROOT, 'CONTRIBUTING.md'), 'utf8'))?.[1] ?? '';
/** Each row's modules, from the top of the picture to its foot. */
const rows = picture.split('\n').map((line) => line.slice(0, NAMES_END).match(/\b[a-z]+\b/g) ?? ([] as string[]));

const rowOf = (module: string) => rows.findIndex((names) => names.includes(module));
const nameOf = (floor: string) => floor.replace('harness/', '');
const { floors } = (await import(path.join(ROOT, '.dependency-cruiser.mjs'))) as { floors: Record<string, string[]> };
const rules = Object.entries(floors).filter(([floor]) => !OUTSIDE.includes(nameOf(floor)));

it('shows every module that there is, and none that there is not', () => {
  const folders = readdirSync(path.join(ROOT, 'harness')).filter((name) => !OUTSIDE.includes(name));
  expect(rows.flat().toSorted()).toEqual([...folders, 'servers'].toSorted());
});

it('has a rule for every module but the uppermost, which may import all', () => {
  expect(rules.map(([floor]) => nameOf(floor)).toSorted()).toEqual(
    rows
      .flat()
      .filter((name) => name !== 'cli')
      .toSorted(),
  );
});

it.each(rules)('draws %s above all that it may import', (floor, below) => {
  const row = rowOf(nameOf(floor));
  expect(below.filter((module) => rowOf(nameOf(module)) <= row)).toEqual([]);
});
