import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { CHECK_NAMES } from './judge.ts';
import { questionOf } from './questions.ts';

const README = readFileSync(path.join(import.meta.dirname, '..', '..', 'README.md'), 'utf8');
const section = /## What it asks\n(.*?)\n## /s.exec(README)?.[1] ?? '';
/** Name and question of each row of the README's table, without the marks of code. */
const rows = [...section.matchAll(/^\| `([^`]+)` \| ([^|]+) \|/gm)].map(([, name = '', question = '']) => ({
  name,
  question: question.replaceAll('`', ''),
}));

it('has each check in the README, in the order in which they are judged', () => {
  expect(rows.map(({ name }) => name)).toEqual([...CHECK_NAMES, 'threshold:…']);
});

it.each(rows)('asks of $name what the README says that it asks', ({ name, question }) => {
  expect(questionOf(name)).toBe(question);
});

it('knows no question of what is no check', () => {
  expect(questionOf('weather')).toBeNull();
});
