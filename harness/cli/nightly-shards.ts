import type { Command } from 'commander';
import { runId, shard, wholeNumber } from './options.ts';
import type { ShardFlags } from './watched-shard.ts';

/** What a command line says of the shards of a night. */
export interface NightShardFlags extends Pick<ShardFlags, 'shard' | 'runId' | 'attempt' | 'out'> {
  /** Blobs, or folders that hold them. */
  fromShards?: string[];
}

export function offerNightShards(command: Command): Command {
  return command
    .option('--shard <i/n>', 'only measure this part of the night, and leave a blob', shard)
    .option('--run-id <id>', 'what all shards of a night are told', runId)
    .option('--attempt <n>', 'which try of this shard this is (default 1)', wholeNumber)
    .option('--from-shards <blob...>', 'judge the night that shards have measured, instead of measuring one');
}
