import { z } from 'zod';
import { seriesSchema } from '../series.ts';
import { ledgerWindowSchema } from './ledger.ts';

// Several clients of one server: each is a case of its own, and one more is about all of them.

/** What only the account of all clients knows; its other figures are the sums of theirs. */
export const jointWindowSchema = ledgerWindowSchema.pick({
  openPeak: true,
  activePeak: true,
  requestsInFlightPeak: true,
  openLevels: true,
  activeLevels: true,
});

/** In milliseconds after the case's start. */
const jointStretchSchema = z.object({ window: jointWindowSchema, startMs: z.number(), endMs: z.number() });

/** What was seen of all clients together. */
export const jointSchema = z.object({
  /** From the making of the clients until their loads began, and from there until the last of these ended. */
  before: jointStretchSchema,
  load: jointStretchSchema,
  series: z.object({ open: seriesSchema, active: seriesSchema }),
});

/** What one of them had of the load; null: it did not come to its end, or nobody tells. */
export const clientShareSchema = z.object({
  /** From 1 on. */
  client: z.number(),
  /** The machine that it ran on; absent: all were processes of one, or the record is older. */
  host: z.string().optional(),
  requests: z.number().nullable(),
  requestsPerSecond: z.number().nullable(),
  latencyP50Ms: z.number().nullable(),
  latencyP99Ms: z.number().nullable(),
  /** Answers without an end that it had beside its load, by its own order; older records do not tell. */
  standing: z.number().optional(),
});

/** Which client of how many a case is about; null: all of them together. */
export const clientOfSchema = z.object({
  /** As the scenario calls it. */
  configuration: z.string(),
  client: z.number().nullable(),
  clients: z.number(),
});

export type JointWindow = z.infer<typeof jointWindowSchema>;
export type JointStretch = z.infer<typeof jointStretchSchema>;
export type Joint = z.infer<typeof jointSchema>;
export type ClientShare = z.infer<typeof clientShareSchema>;
export type ClientOf = z.infer<typeof clientOfSchema>;
