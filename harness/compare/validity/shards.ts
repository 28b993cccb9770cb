import { goneSentences } from '../../core/shard-words.ts';
import type { ComparisonShards } from '../../record/comparison.ts';
import type { Check } from '../../record/schema.ts';
import { validityCheck } from './validity-check.ts';

/** Whether every shard is there and came to its end. */
export function isComplete({ missing, merged }: ComparisonShards): boolean {
  return missing.length === 0 && merged.every(({ ended }) => ended === 'whole');
}

/** Is all of it there? What nobody played may be the best of all. */
export function shards(all: ComparisonShards): Check {
  const { total, merged, missingConfigurations } = all;
  const details = { total, merged: merged.length };
  const own = 'each compared its share with the reference on its own machine: across shards only ratios compare';
  if (isComplete(all)) return validityCheck('shards', 'pass', `All ${total} shards are there, and ${own}.`, details);
  const names = missingConfigurations.join(', ');
  const uncompared = names === '' ? [] : [`Not compared: ${names}.`];
  return validityCheck('shards', 'inconclusive', [...goneSentences(all), ...uncompared].join(' '), details);
}
