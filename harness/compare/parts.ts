import type { MeasuredComparison } from '../record/comparison.ts';

/** What one machine measured of a comparison: all of it, or a shard's share with a reference and a twin of its own. */
export interface Part {
  /** Null: the comparison was not divided. */
  shard: number | null;
  rounds: MeasuredComparison['rounds'];
  /** Without the reference. */
  configurations: string[];
  requests: number | null;
  ceiling: MeasuredComparison['ceiling'];
}

type Divisible = Pick<MeasuredComparison, 'rounds' | 'configurations' | 'reference' | 'load' | 'ceiling' | 'shards'>;

/**
 * The parts of a comparison, in the order of its rounds. A round is of one machine, and so is each ratio: windows of
 * different shards are never held against each other.
 */
export function partsOf({ rounds, configurations, reference, load, ceiling, shards }: Divisible): Part[] {
  if (!shards) {
    const others = configurations.map(({ name }) => name).filter((name) => name !== reference);
    return [{ shard: null, rounds, configurations: others, requests: load.requests, ceiling }];
  }
  let from = 0;
  return shards.merged.map((shard) => {
    const own = rounds.slice(from, from + shard.rounds);
    from += shard.rounds;
    const { configurations: others, requests, ceiling } = shard;
    return { shard: shard.index, rounds: own, configurations: others, requests, ceiling };
  });
}

/** Each shard has a twin of its own, which tells of its machine alone. */
export function twinOfPart({ shard }: Part, twin: string): string {
  return shard === null ? twin : `${twin} on shard ${shard}`;
}

/** In how many rounds configurations were compared, fewest to most; where a shard has none, its own were not. */
export function roundsEach(measured: Divisible): { least: number; most: number } {
  const counts = partsOf(measured).flatMap(({ rounds }) => (rounds.length > 0 ? [rounds.length] : []));
  return counts.length === 0 ? { least: 0, most: 0 } : { least: Math.min(...counts), most: Math.max(...counts) };
}
