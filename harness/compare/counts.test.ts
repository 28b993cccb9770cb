import { describe, expect, it } from 'vitest';
import type { MeasuredComparison } from '../record/comparison.ts';
import { makeCase } from '../record/testing/make-record.ts';
import { compareCounts } from './counts.ts';

/** Rounds in which only the peak of open connections was counted, of a reference and of one other. */
function findingOf(reference: (number | null)[], other: (number | null)[]) {
  const rounds: MeasuredComparison['rounds'] = reference.map((peak, round) => ({
    a: windowOf(peak),
    b: windowOf(other[round] ?? null),
  }));
  return compareCounts(rounds, ['b'], 'a').map(({ count, finding, range }) => [count, finding, range]);
}

function windowOf(connectionsPeak: number | null): MeasuredComparison['rounds'][number][string] {
  const counts = { connectionsOpened: null, connectionsActivePeak: null, connectionsPeak };
  return { metrics: { ...makeCase().metrics, ...counts }, failures: [], fellDuring: null, limit: null, lines: null };
}

describe('connections beside those of the reference are', () => {
  it.each([
    ['the same where every round has the one number', [50, 50], [50, 50], 'same', { least: 50, most: 50 }],
    ['more where the fewest are more than its most', [50, 51], [52, 60], 'more', { least: 52, most: 60 }],
    ['fewer where the most are fewer than its fewest', [50, 51], [10, 49], 'fewer', { least: 10, most: 49 }],
    ['varying where the ranges touch', [50, 52], [52, 60], 'varies', { least: 52, most: 60 }],
    ['varying where both go over the same range', [50, 51], [50, 51], 'varies', { least: 50, most: 51 }],
  ] as const)('%s', (_, reference, other, finding, range) => {
    expect(findingOf([...reference], [...other])).toEqual([['connectionsPeak', finding, range]]);
  });

  it('not spoken of where either was not counted', () => {
    expect(findingOf([50, 50], [null, null])).toEqual([]);
    expect(findingOf([null], [50])).toEqual([]);
    expect(findingOf([], [])).toEqual([]);
  });
});
