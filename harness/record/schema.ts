import { z } from 'zod';
import { caseEvidenceSchema } from './evidence/case.ts';
import { clientOfSchema } from './evidence/clients.ts';
import { isHistogram } from './hdr.ts';
import { metricsSchema } from './metrics.ts';
import { seriesSchema } from './series.ts';
import { shardsSchema } from './shards.ts';

export { type Series, seriesSchema } from './series.ts';

export const SCHEMA_NAME = 'poolproof/run@2';

export const histogramSchema = z
  .string()
  .refine(isHistogram, { error: 'expected a histogram, HDR V2 compressed, in base64' });

const checkStatusSchema = z.enum(['pass', 'fail', 'inconclusive', 'skipped']);

/** A verdict with its evidence: one sentence with the figures, and the figures by name. */
export const checkSchema = z.object({
  name: z.string(),
  status: checkStatusSchema,
  summary: z.string(),
  details: z.record(z.string(), z.unknown()),
});

const caseStatusSchema = z.enum(['pass', 'fail', 'inconclusive']);

const allowedSchema = z.array(z.object({ kind: z.string(), most: z.number(), reason: z.string() }));

/** Leftovers that are known and meant, by the check that would object. */
const allowancesSchema = z.object({ drain: allowedSchema, warnings: allowedSchema, exit: allowedSchema });

/** What is under test and what it promises; null where the client offers no such setting. */
export const settingsSchema = z.object({
  subject: z.string(),
  connectionLimit: z.number().nullable(),
  idleLimit: z.number().nullable(),
  /** How long an idle connection is kept. */
  idleMs: z.number().nullable().default(null),
  /** The requests after which a connection is retired. */
  rotation: z.number().nullable().default(null),
  /** The age at which a connection is retired; absent: none is declared. */
  lifetimeMs: z.number().optional(),
  /** The rate by which the client limits itself; absent: it declares none. */
  rateLimit: z.object({ requests: z.number(), perMs: z.number() }).optional(),
  allow: allowancesSchema.default({ drain: [], warnings: [], exit: [] }),
  price: z.string().nullable(),
  options: z.record(z.string(), z.unknown()),
});

export const targetSchema = z.object({
  kind: z.string(),
  socket: z.enum(['tcp', 'unix']),
  address: z.string(),
  behaviour: z.record(z.string(), z.unknown()),
  /** How long its server keeps idle connections is a stand-in that nobody asked for; absent: it is not. */
  assumesIdleTime: z.boolean().optional(),
});

/** A load as its scenario asks for it, with the options of its executor; what came of it is in the evidence. */
export const loadSchema = z.looseObject({
  executor: z.string(),
  concurrency: z.number().optional(),
  requests: z.number().nullable(),
  durationMs: z.number().nullable(),
  warmupMs: z.number(),
  pauseMs: z.number(),
  busyMs: z.number(),
  deadlineMs: z.number(),
  streams: z.number(),
  /** Processes of the subject at once; records from before there could be several lack it. */
  clients: z.number().optional(),
  /** The executor and its options in a line for people; records from before it was written down lack it. */
  inWords: z.string().optional(),
});

const caseSchema = z.object({
  scenario: z.string(),
  configuration: z.string(),
  contrast: z.boolean(),
  target: targetSchema,
  load: loadSchema,
  settings: settingsSchema,
  status: caseStatusSchema,
  checks: z.array(checkSchema),
  metrics: metricsSchema,
  /** HDR V2 compressed, base64, values in microseconds. */
  histograms: z.record(z.string(), histogramSchema),
  series: z.record(z.string(), seriesSchema),
  evidence: caseEvidenceSchema,
  /** The bounds that the scenario set, by metric. */
  expect: z.record(z.string(), z.string()),
  /** Its scenario's, relative to where the command ran; null where it has none. */
  file: z.string().nullable().default(null),
  /** Of a case with several clients; absent: it has one. */
  clientOf: clientOfSchema.optional(),
});

export const environmentSchema = z.object({
  node: z.string(),
  undici: z.string(),
  os: z.string(),
  kernel: z.string(),
  cpu: z.string(),
  cores: z.number(),
  memoryBytes: z.number(),
  git: z.string().nullable(),
  poolproof: z.string(),
});

/** The one document of a run. Keys stand in the order in which they are written. */
export const runSchema = z.object({
  schema: z.literal(SCHEMA_NAME),
  id: z.string(),
  startedAt: z.string(),
  finishedAt: z.string(),
  status: z.enum(['pass', 'fail', 'inconclusive', 'interrupted']),
  environment: environmentSchema,
  cases: z.array(caseSchema),
  /** Of a run that was divided; absent: it was not. */
  shards: shardsSchema.optional(),
});

export type Check = z.infer<typeof checkSchema>;
export type CheckStatus = z.infer<typeof checkStatusSchema>;
export type Settings = z.infer<typeof settingsSchema>;
export type CaseRecord = z.infer<typeof caseSchema>;
export type Environment = z.infer<typeof environmentSchema>;
export type RunRecord = z.infer<typeof runSchema>;

/** A case as the run hands it over, before anybody has judged it. */
export const measuredCaseSchema = caseSchema.omit({ status: true, checks: true });
export type MeasuredCase = z.infer<typeof measuredCaseSchema>;
