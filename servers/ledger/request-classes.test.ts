import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classesOf } from './request-classes.ts';

describe('the classes of connections by their requests', () => {
  it.each<[string, [number, number][], [number, number, number][]]>([
    ['none', [], []],
    ['all alike', [[127, 50]], [[127, 127, 50]]],
    [
      'one a number where there are few, the empty ones too',
      [
        [3, 2],
        [5, 1],
      ],
      [
        [3, 3, 2],
        [4, 4, 0],
        [5, 5, 1],
      ],
    ],
    [
      'of one width where there are many',
      [
        [90, 3],
        [111, 4],
        [119, 1],
      ],
      [
        [90, 91, 3],
        ...[92, 94, 96, 98, 100, 102, 104, 106, 108].map((from): [number, number, number] => [from, from + 1, 0]),
        [110, 111, 4],
        [112, 113, 0],
        [114, 115, 0],
        [116, 117, 0],
        [118, 119, 1],
      ],
    ],
    [
      'growing ones where a few were used far more than others',
      [
        [1, 17],
        [60, 2],
        [120, 9],
      ],
      [
        [1, 1, 17],
        [2, 4, 0],
        [5, 9, 0],
        [10, 19, 0],
        [20, 49, 0],
        [50, 99, 2],
        [100, 120, 9],
      ],
    ],
  ])('%s', (_, counts, classes) => {
    expect(classesOf(new Map(counts)).map(({ from, to, connections }) => [from, to, connections])).toEqual(classes);
  });

  it('are few, without a gap, and hold every connection once', () => {
    const counts = fc.array(fc.tuple(fc.integer({ min: 1, max: 50_000_000 }), fc.integer({ min: 1, max: 99 })));
    fc.assert(
      fc.property(counts, (pairs) => {
        const given = new Map(pairs);
        const classes = classesOf(given);
        expect(classes.length).toBeLessThanOrEqual(25);
        classes.forEach(({ from, to, connections }, index) => {
          expect(from).toBe((classes[index - 1]?.to ?? from - 1) + 1);
          const held = [...given].filter(([requests]) => requests >= from && requests <= to);
          expect(connections).toBe(held.reduce((sum, [, count]) => sum + count, 0));
        });
        const all = [...given.values()].reduce((sum, count) => sum + count, 0);
        expect(classes.reduce((sum, { connections }) => sum + connections, 0)).toBe(all);
      }),
    );
  });
});
