import { monotonicMs } from '../../core/clock.ts';
import type { Blob } from '../../record/blob/schema.ts';
import { measuredComparisonSchema } from '../../record/comparison.ts';
import type { Scenario } from '../../scenario/types.ts';
import type { ComparisonOptions, PlayedComparison } from '../comparison/play-comparison.ts';
import type { ComparisonPart } from './comparison-part.ts';
import { blobHead, keepBlob, openBlobFolder } from './keep-blob.ts';
import type { ShardOptions } from './play-shard.ts';

interface ComparisonShardPlay {
  options: ComparisonOptions;
  play(scenario: Scenario, options: ComparisonOptions): Promise<PlayedComparison>;
  say(text: string): void;
}

/**
 * Compares one shard's share by `play` and leaves its blob; an interrupted one leaves the rounds that it has. `all` is
 * the scenario of the whole comparison. The cost of one request is not measured: nothing relates that of one machine to
 * that of another one.
 */
export async function playComparisonShard(
  all: Scenario,
  { plan, scenario }: ComparisonPart,
  { index, total, runId, attempt, out }: ShardOptions,
  { options, play, say }: ComparisonShardPlay,
): Promise<PlayedComparison & { blob: string }> {
  const folder = await openBlobFolder(out, runId);
  const startedMs = monotonicMs();
  const among = all.configurations.map(({ name }) => name);
  const played = await play(scenario, { ...options, among, micro: false });
  const blob: Blob = {
    ...(await blobHead([all], { index, total, runId, attempt }, played.record)),
    ended: played.record.interrupted ? 'interrupted' : 'whole',
    elapsedMs: Math.round(monotonicMs() - startedMs),
    ...{ plan, skipped: [], cases: [], joints: [], clock: null, night: null },
    // Judged when it is merged.
    comparison: measuredComparisonSchema.parse(played.record),
  };
  return { ...played, blob: await keepBlob(folder, blob, say) };
}
