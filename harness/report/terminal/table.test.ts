import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { IN_A_FILE, lookOf } from './look.ts';
import { left, type Row, right, table } from './table.ts';

const look = (width: number) => lookOf({ colour: false, width });
const ROWS: Row[] = [
  [left('name'), right('one'), right('two'), right('three'), left('verdict')],
  [left('a-name-of-some-length'), right('1'), right('22,222'), right('3'), left('passed')],
  left('a note across'),
  [left('b'), right('11'), right('2'), right('33,333'), left('failed')],
];

describe('a table', () => {
  it('has a line for each row where it fits, and in a file however wide it is', () => {
    const lines = [
      'name                   one     two   three  verdict',
      'a-name-of-some-length    1  22,222       3  passed',
      'a note across',
      'b                       11       2  33,333  failed',
    ];
    expect(table(ROWS, look(60))).toEqual(lines);
    expect(table(ROWS, lookOf({ ...IN_A_FILE, width: 20 }))).toEqual(lines);
  });

  it('cuts names at their end first, and keeps what tells most of them', () => {
    expect(table(ROWS, look(46))[1]).toBe('a-name-of-some-…    1  22,222       3  passed');
  });

  it('puts columns that do not fit below the others of their row, and what has to be seen first into its first line', () => {
    expect(table(ROWS, look(36), { first: 4 })).toEqual([
      'name              one  verdict',
      '     two   three',
      'a-name-of-some-…    1  passed',
      '  22,222       3',
      'a note across',
      'b                  11  failed',
      '       2  33,333',
    ]);
  });

  it('wraps a column that is wider than the terminal, between its words', () => {
    const rows = [[left('name'), left('a text of some words that is as long as it likes to be')]];
    expect(table(rows, look(30))).toEqual(['name', '  a text of some words that is', '    as long as it likes to be']);
  });

  it.each([20, 30, 40, 50, 60])('is never wider than %d columns, whatever script names are written in', (width) => {
    const rows = ROWS.map((row) => (Array.isArray(row) ? [left('日本語の設定 👩‍👩‍👧 family'), ...row.slice(1)] : row));
    expect(table(rows as Row[], look(width)).filter((line) => stringWidth(line) > width)).toEqual([]);
  });

  it('takes from its cells what steers a terminal, and breaks no line for them', () => {
    const lines = table([[left('a\u001b[2J\nb\u202e'), right('\u00071')]], look(40));
    expect(lines).toEqual(['a b  1']);
  });
});
