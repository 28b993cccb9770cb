import { z } from 'zod';

/** A shard whose blob was merged. */
export const mergedShardSchema = z.object({
  /** From 1 to the total. */
  index: z.number(),
  attempt: z.number(),
  host: z.string(),
  startedAt: z.string(),
  finishedAt: z.string(),
  /** How many cases it played. */
  cases: z.number(),
  ended: z.enum(['whole', 'interrupted']),
});

/** Of which shards a run was merged, and what is not there. */
export const shardsSchema = z.object({
  total: z.number(),
  merged: z.array(mergedShardSchema),
  /** Shards that left no blob. */
  missing: z.array(z.number()),
  /** Cases that nobody played, as 'scenario / configuration'. */
  missingCases: z.array(z.string()),
  /** What a reader must know beside, as sentences. */
  remarks: z.array(z.string()),
});

export type Shards = z.infer<typeof shardsSchema>;
export type MergedShard = z.infer<typeof mergedShardSchema>;

/** Whether all of a run is there; one that was not divided always is. */
export function isWhole({ shards }: { shards?: Shards | undefined }): boolean {
  if (!shards) return true;
  const { missing, missingCases, merged } = shards;
  return missing.length === 0 && missingCases.length === 0 && merged.every(({ ended }) => ended === 'whole');
}
