import { readFormerTimes } from '../app/shards/former-times.ts';
import { joinShards } from '../app/shards/join.ts';
import { partOf, type ShardNumber } from '../app/shards/part.ts';
import { type PlayedShard, playShard, type ShardOptions } from '../app/shards/play-shard.ts';
import { EXIT, PoolproofError } from '../core/errors.ts';
import type { Scenario } from '../scenario/types.ts';
import { say } from './say.ts';
import { type Watched, watchedRun } from './watched.ts';

/** What a command line says of shards. */
export interface ShardFlags {
  shard?: ShardNumber;
  runId?: string;
  attempt?: number;
  times?: string;
  join?: URL;
  out: string;
}

/** The shard that is asked for; undefined: the whole run is. */
export function shardOptions({ shard, runId, attempt, times, join, out }: ShardFlags): ShardOptions | undefined {
  if (!shard) {
    const alone = Object.entries({ '--run-id': runId, '--attempt': attempt, '--times': times, '--join': join });
    const [flag] = alone.find(([, value]) => value !== undefined) ?? [];
    if (flag) throw misused(`${flag} is for one shard of a run`, 'Say which with --shard I/N.');
    return undefined;
  }
  if (runId === undefined) {
    throw misused('A shard must know of which run it is', 'Give all shards of a run the same --run-id ID.');
  }
  if (shard.total === 1) say('1/1 is the whole run: there is nobody to share it with.');
  return { ...shard, runId, attempt: attempt ?? 1, out };
}

interface Chosen {
  node: string | undefined;
  times: string | undefined;
  join: URL | undefined;
}

/** One shard of a run with its progress on stderr, which a Ctrl-C ends in order. */
export async function watchedShard(
  all: readonly Scenario[],
  sharded: ShardOptions,
  { node, times, join }: Chosen,
  watched: Watched,
): Promise<PlayedShard> {
  const { index, total, runId, out } = sharded;
  await using joined = join && (await joinShards(all, { ...sharded, url: join, say }));
  const part = joined?.part ?? partOf(all, sharded, times === undefined ? new Map() : await readFormerTimes(times));
  const cases = part.scenarios.reduce((sum, { configurations }) => sum + configurations.length, 0);
  say(`Shard ${index} of ${total} of run ${runId}: ${cases} of ${part.plan.length} cases.`);
  const label = `${runId}-${index}-of-${total}`;
  // A ceiling says nothing of a server that others use too.
  const options = { out, node, label, play: joined?.play, ceiling: joined ? false : undefined };
  const play = (scenarios: Scenario[]) => watchedRun(scenarios, options, watched);
  return await playShard(all, part, sharded, { play, say, joined });
}

function misused(message: string, hint: string): PoolproofError {
  return new PoolproofError('MISUSED', `${message}.`, { exitCode: EXIT.usage, hint });
}
