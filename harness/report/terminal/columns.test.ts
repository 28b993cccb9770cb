import { describe, expect, it } from 'vitest';
import { alignColumns, right } from './columns.ts';

const RED = '\u001b[31m';
const RESET = '\u001b[39m';

describe('columns', () => {
  it('line up by what a terminal shows: wide characters, emoji, marks without a width, colours', () => {
    expect(
      alignColumns([
        ['name', right('figure'), 'verdict'],
        ['plain', right('1'), '✓ passed'],
        ['日本語', right('22'), '✓ passed'],
        ['👩‍👩‍👧 👍🏽', right('三'), '✓ passed'],
        ['cafe\u0301', right('4'), '✓ passed'],
        [`${RED}red${RESET}`, right(`${RED}5${RESET}`), '✓ passed'],
      ]),
    ).toEqual([
      'name    figure  verdict',
      'plain        1  ✓ passed',
      '日本語      22  ✓ passed',
      '👩‍👩‍👧 👍🏽       三  ✓ passed',
      'cafe\u0301         4  ✓ passed',
      `${RED}red${RESET}          ${RED}5${RESET}  ✓ passed`,
    ]);
  });

  it('take no width from a row that is one text, and end without spaces', () => {
    expect(alignColumns([['a', 'b'], 'a text across all of them', ['a', '']])).toEqual([
      'a  b',
      'a text across all of them',
      'a',
    ]);
  });

  it('are none where there is no row', () => {
    expect(alignColumns([])).toEqual([]);
  });
});
