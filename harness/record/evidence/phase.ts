import { z } from 'zod';
import { CLIENTS, PHASE_NAMES, ROLES } from '../phases/table.ts';
import { ledgerWindowSchema } from './ledger.ts';
import { requestTallySchema } from './requests.ts';
import { collectedListenersSchema, snapshotSchema } from './subject.ts';

/** A phase as it was played, in milliseconds after the start of the case. Null: it has none, or did not come so far. */
export const playedPhaseSchema = z.object({
  name: z.enum(PHASE_NAMES),
  role: z.enum(ROLES),
  /** The process of the subject that played it. */
  client: z.enum(CLIENTS),
  startMs: z.number(),
  endMs: z.number(),
  ledger: ledgerWindowSchema,
  /** What became of its requests. */
  tally: requestTallySchema.nullable().default(null),
  /** The lines that a program was fed, and how long it took no more. */
  fed: z.object({ lines: z.number(), heldUpMs: z.number(), elapsedMs: z.number() }).nullable().default(null),
  /** What became of requests that were called off between the others, by our order. */
  calledOff: requestTallySchema.nullable().default(null),
  /** What there was just before garbage was collected by force, and the listeners that the collection took away. */
  uncollected: snapshotSchema.nullable().default(null),
  collectedListeners: collectedListenersSchema.nullable().default(null),
  /** The last look of the phase. */
  snapshot: snapshotSchema.nullable().default(null),
});

export type PlayedPhase = z.infer<typeof playedPhaseSchema>;
