import { z } from 'zod';
import { DRIVES } from '../core/drives.ts';
import { COMPARED_METRICS } from '../core/metric-names.ts';
import { ceilingSchema } from './evidence/case.ts';
import { failureSchema } from './evidence/requests.ts';
import { limitFiguresSchema } from './limit-figures.ts';
import { metricsSchema } from './metrics.ts';
import { microSectionSchema } from './micro.ts';
import {
  checkSchema,
  environmentSchema,
  histogramSchema,
  loadSchema,
  seriesSchema,
  settingsSchema,
  targetSchema,
} from './schema.ts';
import { mergedShardSchema } from './shards.ts';

export const COMPARISON_SCHEMA_NAME = 'poolproof/comparison@1';

/** What one configuration showed in one round. */
const windowSchema = z.object({
  metrics: metricsSchema,
  failures: z.array(failureSchema),
  /** Where its process fell out of the window; null where it came to the end. */
  fellDuring: z.string().nullable(),
  /** Null where no limit is declared, and in records of before this was kept. */
  limit: limitFiguresSchema.nullable().default(null),
  /** The lines that a program took; null: it was fed none. */
  lines: z.number().nullable().default(null),
});

/** Where a phase lies, in milliseconds after the start of its window. */
const phaseTimesSchema = z.object({ name: z.string(), startMs: z.number(), endMs: z.number() });

const intervalSchema = z.union([
  z.literal('unbounded'),
  z.object({ low: z.number(), high: z.number(), attained: z.number() }),
]);

const subjectOfComparison = {
  configuration: z.string(),
  metric: z.enum(COMPARED_METRICS),
  /** The least ratio that matters, either way. */
  delta: z.number(),
  /** Rounds in which both were measured. */
  rounds: z.number(),
};

/** Of one metric: configuration / reference. 'faster' means better, whatever the metric. */
const metricComparisonSchema = z.discriminatedUnion('verdict', [
  z.object({ ...subjectOfComparison, verdict: z.literal('not measured') }),
  z.object({
    ...subjectOfComparison,
    ratio: z.number(),
    interval90: intervalSchema,
    interval95: intervalSchema,
    interval99: intervalSchema,
    p: z.number(),
    adjustedP: z.number(),
    /** 'not tested': too few rounds for any claim. 'untrusted': the reference differed from its own twin. */
    verdict: z.enum(['faster', 'slower', 'equal', 'cannot tell', 'not tested', 'untrusted']),
    /** About this many more would settle it; null where they would not, or where it is settled. */
    moreRounds: z.number().nullable(),
  }),
]);

const rangeSchema = z.object({ least: z.number(), most: z.number() });

/** Connections are counted, not estimated: 'more' and 'fewer' hold in every round, 'same' to the last one. */
const countComparisonSchema = z.object({
  configuration: z.string(),
  count: z.enum(['connectionsOpened', 'connectionsPeak', 'connectionsActivePeak']),
  range: rangeSchema,
  reference: rangeSchema,
  finding: z.enum(['same', 'more', 'fewer', 'varies']),
});

/** What one shard measured of a divided comparison: some configurations beside a reference and a twin of its own. */
const comparisonShardSchema = mergedShardSchema.omit({ cases: true }).extend({
  /** Without the reference. */
  configurations: z.array(z.string()),
  seed: z.number(),
  ceiling: ceilingSchema.nullable(),
  plannedRounds: z.number(),
  /** How many of the record's rounds are its own: they stand one shard after the other. */
  rounds: z.number(),
  /** What each of its windows was given: every shard sizes them for its own machine. */
  requests: z.number().nullable(),
});

/** Of which shards a comparison was merged, and what is not there. */
const comparisonShardsSchema = z.object({
  total: z.number(),
  merged: z.array(comparisonShardSchema),
  /** Shards that left no blob. */
  missing: z.array(z.number()),
  /** Configurations that nobody played. */
  missingConfigurations: z.array(z.string()),
  /** What a reader must know beside, as sentences. */
  remarks: z.array(z.string()),
});

/** 'incomplete': shards of it are missing, or were interrupted. */
const statusSchema = z.enum(['trusted', 'untrusted', 'estimates', 'interrupted', 'incomplete']);

/** What older versions judged in other words becomes today's; judging again replaces it anyway. */
function inTodaysWords(document: unknown): unknown {
  if (typeof document !== 'object' || document === null) return document;
  const { status, recommendation } = document as { status?: unknown; recommendation?: unknown };
  return {
    ...document,
    ...(status === 'unproven' ? { status: 'trusted' } : {}),
    ...(typeof recommendation === 'string' ? { recommendation: { answer: recommendation, rest: '' } } : {}),
  };
}

/**
 * The one document of a comparison. Keys stand in the order in which they are written; from `status` on, what is
 * judged.
 */
const documentSchema = z.object({
  schema: z.literal(COMPARISON_SCHEMA_NAME),
  id: z.string(),
  startedAt: z.string(),
  finishedAt: z.string(),
  interrupted: z.boolean(),
  environment: environmentSchema,
  scenario: z.string(),
  target: targetSchema.omit({ address: true }),
  /** What every window was given: `requests` of them, `warmupRequests` before at most `warmupMs`. */
  load: loadSchema.extend({ warmupRequests: z.number() }),
  seed: z.number(),
  reference: z.string(),
  /** The name under which the reference ran a second time. */
  twin: z.string(),
  configurations: z.array(
    z.object({
      name: z.string(),
      contrast: z.boolean(),
      /** How it gets its work where it is a program. */
      drive: z.enum(DRIVES).nullable().default(null),
      settings: settingsSchema,
    }),
  ),
  ceiling: ceilingSchema.nullable(),
  plannedRounds: z.number(),
  /** The smallest true ratio that is called a difference in 8 of 10 such comparisons; null where none can be. */
  smallestClaim: z.number().nullable(),
  /** The configurations of each planned round in the order in which they were played. */
  order: z.array(z.array(z.string())),
  rounds: z.array(z.record(z.string(), windowSchema)),
  /** By configuration: HDR V2 compressed, base64, of all its windows. To be looked at; never tested. */
  histograms: z.record(z.string(), z.record(z.string(), histogramSchema)),
  /** One round as the server saw it, by configuration: the one whose rates were the middle ones. */
  example: z
    .object({
      round: z.number(),
      windows: z.record(
        z.string(),
        z.object({ phases: z.array(phaseTimesSchema), series: z.record(z.string(), seriesSchema) }),
      ),
    })
    .nullable(),
  /** The cost of one request through each configuration, by tinybench, after the rounds. */
  micro: microSectionSchema,
  /** Absent where it was not divided. */
  shards: comparisonShardsSchema.optional(),
  status: statusSchema,
  /** One sentence with the choice and how sure it is; what is to be known beside it. */
  recommendation: z.object({ answer: z.string(), rest: z.string() }),
  /** The validity checks, in the order in which one asks; kept under the key that saved comparisons have. */
  ladder: z.array(checkSchema),
  comparisons: z.array(metricComparisonSchema),
  twinComparisons: z.array(metricComparisonSchema),
  counts: z.array(countComparisonSchema),
});

/** A comparison in a file, also one of an older version. */
export const comparisonSchema = z.preprocess(inTodaysWords, documentSchema);

/** A comparison as it was measured, before anybody has judged it. */
export const measuredComparisonSchema = documentSchema.omit({
  status: true,
  recommendation: true,
  ladder: true,
  comparisons: true,
  twinComparisons: true,
  counts: true,
});

export type Window = z.infer<typeof windowSchema>;
export type SavedMetricComparison = z.infer<typeof metricComparisonSchema>;
export type CountComparison = z.infer<typeof countComparisonSchema>;
export type ComparisonStatus = z.infer<typeof statusSchema>;
export type ComparisonRecord = z.infer<typeof documentSchema>;

export type MeasuredComparison = z.infer<typeof measuredComparisonSchema>;
export type ComparisonShards = z.infer<typeof comparisonShardsSchema>;
export type ComparisonShard = z.infer<typeof comparisonShardSchema>;
