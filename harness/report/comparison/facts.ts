import { blockLength } from '../../compare/order.ts';
import { formatCount, formatDurationMs } from '../../core/units.ts';
import type { ComparisonRecord } from '../../record/comparison.ts';
import type { Fact } from '../facts.ts';
import { comparisonShardsText } from '../shards.ts';

/** What the order of the rounds that were played evens out. */
function balanceText({ configurations, rounds }: ComparisonRecord): string {
  const block = blockLength(configurations.length + 1);
  return rounds.length > 0 && rounds.length % block === 0
    ? 'balanced: every configuration in every place and after every other one equally often'
    : `balanced as far as ${formatCount(rounds.length, 'round')} allow: over ${block} every configuration stands in every place and after every other one equally often`;
}

/** How it was measured and judged. */
export function factsOf(record: ComparisonRecord): Fact[] {
  const { seed, load, twin, smallestClaim, target, rounds, plannedRounds, shards } = record;
  const warmup = `${load.warmupRequests.toLocaleString('en')} requests, at most ${formatDurationMs(load.warmupMs)}`;
  return [
    {
      term: 'Rounds',
      text: `${rounds.length} of ${plannedRounds}; each runs every configuration${shards ? ' of its shard' : ''} once, in a process and against a server of its own`,
    },
    {
      term: 'Order',
      text: shards
        ? `balanced on each shard as far as its rounds allow; ${shards.merged.map((one) => `--seed ${one.seed} repeats that of shard ${one.index}`).join(', ')}`
        : `${balanceText(record)}; --seed ${seed} repeats it`,
    },
    { term: 'Warm-up', text: `${warmup}; not measured` },
    { term: 'Target', text: `${target.kind} over ${target.socket}` },
    { term: 'Twin', text: `the reference once more in every round, as '${twin}'` },
    {
      term: 'Claims',
      text:
        smallestClaim === null
          ? 'so few rounds cannot prove any difference'
          : `planned so that differences from ${Math.round((smallestClaim - 1) * 100)} % on are found in 8 of 10 such comparisons, if windows scatter by 5 %`,
    },
    ...(shards
      ? [{ term: 'Shards', text: comparisonShardsText(record).trimEnd().replaceAll('\n', ' ·').replace(': ·', ':') }]
      : [
          {
            term: 'Cost',
            text: 'of one request: tinybench, in a process of its own for each configuration, after the rounds; ± is its own 95 % interval of the mean',
          },
        ]),
    {
      term: 'Rule',
      text: 'faster or slower: the 99 % interval (after Holm over all metrics) excludes 1 and the difference is 5 %, for the p99 10 %; equal: the 90 % interval lies inside',
    },
  ];
}
