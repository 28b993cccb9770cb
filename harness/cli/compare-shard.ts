import type { ComparisonOptions, PlayedComparison } from '../app/comparison/play-comparison.ts';
import { comparisonPartOf } from '../app/shards/comparison-part.ts';
import { playComparisonShard } from '../app/shards/comparison-shard.ts';
import type { ShardOptions } from '../app/shards/play-shard.ts';
import type { Scenario } from '../scenario/types.ts';
import { say } from './say.ts';

/**
 * One shard of a comparison by `play`, which prints what its own share came to: whether all hold together is judged
 * when they are merged.
 */
export async function compareShard(
  scenario: Scenario,
  options: ComparisonOptions,
  sharded: ShardOptions,
  play: (scenario: Scenario, options: ComparisonOptions) => Promise<PlayedComparison>,
): Promise<void> {
  const { reference } = options;
  const part = comparisonPartOf(scenario, reference, sharded);
  const names = part.scenario.configurations.map(({ name }) => name).filter((name) => name !== reference);
  const { index, total, runId } = sharded;
  say(
    `Shard ${index} of ${total} of comparison ${runId}: ${names.join(', ')} beside ${reference}.\nWhat is printed is of this share alone: the merge judges all of them.`,
  );
  const { blob } = await playComparisonShard(scenario, part, sharded, { options, play, say });
  say(`Blob:   ${blob}`);
}
