import { z } from 'zod';
import { DRIVES } from '../../core/drives.ts';
import { ABILITIES } from '../abilities.ts';
import { clientShareSchema } from './clients.ts';
import { gaugeSchema } from './gauges.ts';
import { connectionSchema } from './ledger.ts';
import { playedPhaseSchema } from './phase.ts';
import { failureSchema, growthSchema, signalSchema } from './requests.ts';
import { agentsSchema, kernelSamplingSchema, warningSchema } from './subject.ts';

// What the witnesses saw of one case. Checks and reports read this; nothing in it is a judgement.

/** How the subject's end went. */
const endingSchema = z.object({
  outcome: z.enum(['exited', 'stayed', 'crashed', 'unresponsive', 'killed']),
  exitCode: z.number().nullable(),
  signal: z.string().nullable(),
  tookMs: z.number(),
  keptAliveBy: z.record(z.string(), z.number()),
  /** What a program had started and left running, by name and number; absent: nobody looked. */
  left: z.array(z.string()).optional(),
  during: z.string(),
});

const closeSchema = z.object({
  outcome: z.enum(['closed', 'hung', 'threw']),
  tookMs: z.number(),
  message: z.string().nullable(),
  /** Later than clients do, or programs that say nothing of their grace; absent: it was not. */
  isLate: z.boolean().optional(),
});

/** What server and machine can do with the same request and concurrency, driven by autocannon. */
export const ceilingSchema = z.object({
  requestsPerSecond: z.number(),
  latencyP50Ms: z.number(),
  latencyP99Ms: z.number(),
  errors: z.number(),
});

const idleSchema = z.object({
  ms: z.number(),
  known: z.enum(['declared', 'undici', 'agent', 'connection']),
  serverMs: z.number().nullable(),
});

export const caseEvidenceSchema = z.object({
  /** How the subject gets its work, if it is a program; null: it is a client, and the tallies are of its own calls. */
  drive: z.enum(DRIVES).nullable().default(null),
  /** In the order in which they were played. */
  phases: z.array(playedPhaseSchema),
  connections: z.array(connectionSchema),
  /**
   * The long-lived responses beside the load: how many the server saw begin, and which failed; null: none was asked
   * for.
   */
  streams: z.object({ seen: z.number(), failures: z.array(failureSchema) }).nullable(),
  close: closeSchema.nullable(),
  /** Why close() was not tried. */
  closeNotRun: z.string().nullable().default(null),
  ending: endingSchema,
  ceiling: ceilingSchema.nullable(),
  kernel: kernelSamplingSchema.nullable(),
  /** What this subject cannot do or tell, and why; a check that cannot do without is skipped. */
  lacks: z.partialRecord(z.enum(ABILITIES), z.string()).default({}),
  subjectNode: z.string().nullable(),
  subjectOutput: z.array(z.string()),
  warnings: z.array(warningSchema),
  agents: agentsSchema.nullable(),
  growth: growthSchema,
  /** The client's own idle time, where it was waited for, and the server's; null: it was not, or nobody says it. */
  idle: idleSchema.nullable().default(null),
  signal: signalSchema,
  gauges: z.array(gaugeSchema).default([]),
  /** What each call of the load asks the target to take in for good, on average (lines of a push); null: unknown. */
  entriesPerCall: z.number().nullable().default(null),
  notMeasured: z.array(z.string()),
  /** Of all clients of one server together: what each had of the load; absent: the case is about one client. */
  shares: z.array(clientShareSchema).optional(),
});

export type Ending = z.infer<typeof endingSchema>;
export type CloseOutcome = z.infer<typeof closeSchema>;
export type Ceiling = z.infer<typeof ceilingSchema>;
export type CaseEvidence = z.infer<typeof caseEvidenceSchema>;
