import type { CountComparison, MeasuredComparison } from '../record/comparison.ts';

const COUNTS = ['connectionsOpened', 'connectionsPeak', 'connectionsActivePeak'] as const;

/**
 * Connections of every configuration beside the reference's, exactly: they are counted, and a pool that works repeats
 * itself.
 */
export function compareCounts(
  rounds: MeasuredComparison['rounds'],
  configurations: readonly string[],
  reference: string,
): CountComparison[] {
  return configurations.flatMap((configuration) =>
    COUNTS.flatMap((count) => {
      const [range, against] = [rangeOf(rounds, configuration, count), rangeOf(rounds, reference, count)];
      if (!range || !against) return [];
      return [{ configuration, count, range, reference: against, finding: findingOf(range, against) }];
    }),
  );
}

type Range = CountComparison['range'];

function rangeOf(
  rounds: MeasuredComparison['rounds'],
  configuration: string,
  count: (typeof COUNTS)[number],
): Range | null {
  const values = rounds.flatMap((round) => round[configuration]?.metrics[count] ?? []);
  return values.length === 0 ? null : { least: Math.min(...values), most: Math.max(...values) };
}

function findingOf(range: Range, reference: Range): CountComparison['finding'] {
  if (range.least > reference.most) return 'more';
  if (range.most < reference.least) return 'fewer';
  const isOneValue = range.least === range.most && reference.least === reference.most;
  return isOneValue ? 'same' : 'varies';
}
