import { z } from 'zod';
import { measuredComparisonSchema } from '../comparison.ts';
import { jointSchema } from '../evidence/clients.ts';
import { measuredNightSchema } from '../night.ts';
import { environmentSchema, measuredCaseSchema } from '../schema.ts';
import { mergedShardSchema } from '../shards.ts';

// What one shard of a divided run leaves behind: all that it measured, judged by nobody yet.

export const BLOB_SCHEMA_NAME = 'poolproof/blob@1';

/** What must be the same for every shard of a run, lest its figures be of different things. */
export const FINGERPRINTS = ['scenarios', 'lockfile', 'node', 'processor', 'poolproof'] as const;
export type Fingerprint = (typeof FINGERPRINTS)[number];

/** A case of the whole run, and the shard that plays it; 0: all of them do, together. */
const plannedCaseSchema = z.object({
  scenario: z.string(),
  configuration: z.string(),
  contrast: z.boolean(),
  shard: z.number(),
});

export const blobSchema = z.object({
  schema: z.literal(BLOB_SCHEMA_NAME),
  runId: z.string(),
  total: z.number(),
  ...mergedShardSchema.omit({ cases: true }).shape,
  /** By a clock that nobody sets, between `startedAt` and `finishedAt`. */
  elapsedMs: z.number(),
  fingerprints: z.record(z.enum(FINGERPRINTS), z.string()),
  environment: environmentSchema,
  /** All cases of the run, in its order: every shard has the same. */
  plan: z.array(plannedCaseSchema),
  /** What this machine could not play, by the place in the plan, and why. */
  skipped: z.array(z.object({ at: z.number(), why: z.string() })),
  /** What was played, by the place in the plan. */
  cases: z.array(z.object({ at: z.number(), measured: measuredCaseSchema })),
  /** What all shards had together that played a case against one server, as some of them were told. */
  joints: z.array(z.object({ at: z.number(), joint: jointSchema })),
  /** How the clocks of this machine stood to those of the coordinator; null: it had none. */
  clock: z.object({ offsetMs: z.number(), roundTripMs: z.number(), wallAheadMs: z.number() }).nullable(),
  /** What was measured of a night, of which `cases` has nothing; null: it is the blob of something else. */
  night: measuredNightSchema.nullable(),
  /** What was measured of a comparison; likewise. */
  comparison: measuredComparisonSchema.nullable().default(null),
});

/** What a shard is one of. */
export type BlobKind = 'run' | 'night' | 'comparison';

export function kindOfBlob({ night, comparison }: Pick<Blob, 'night' | 'comparison'>): BlobKind {
  if (night !== null) return 'night';
  return comparison === null ? 'run' : 'comparison';
}

export type PlannedCase = z.infer<typeof plannedCaseSchema>;
export type Blob = z.infer<typeof blobSchema>;
