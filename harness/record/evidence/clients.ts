import { z } from 'zod';
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

/** What one of them had of the load. */
export const clientShareSchema = z.object({
  /** From 1 on. */
  client: z.number(),
  answered: z.number(),
  elapsedMs: z.number(),
  latencyP50Ms: z.number().nullable(),
  latencyP99Ms: z.number().nullable(),
});

/** Which client of how many a case is about; null: all of them together. */
export const clientOfSchema = z.object({
  /** As the scenario calls it. */
  configuration: z.string(),
  client: z.number().nullable(),
  clients: z.number(),
});

export type JointWindow = z.infer<typeof jointWindowSchema>;
export type ClientShare = z.infer<typeof clientShareSchema>;
export type ClientOf = z.infer<typeof clientOfSchema>;
