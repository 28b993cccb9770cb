import { z } from 'zod';
import { CLIENTS, PHASE_NAMES, ROLES } from '../phases/table.ts';
import { ledgerWindowSchema } from './ledger.ts';
import { requestTallySchema } from './requests.ts';
import { borderSchema, collectedListenersSchema } from './subject.ts';

/** One phase as it was played, in milliseconds after the start of the case. Null: this phase has none, or it was not reached. */
export const playedPhaseSchema = z.object({
  name: z.enum(PHASE_NAMES),
  role: z.enum(ROLES),
  /** The process of the subject that played it. */
  client: z.enum(CLIENTS),
  startMs: z.number(),
  endMs: z.number(),
  ledger: ledgerWindowSchema.nullable(),
  /** What became of its requests. */
  tally: requestTallySchema.nullable(),
  /** What became of requests that were called off between the others, by our order. */
  calledOff: requestTallySchema.nullable(),
  /** What there was just before garbage was collected by force, and the listeners that the collection took away. */
  uncollected: borderSchema.nullable(),
  collectedListeners: collectedListenersSchema.nullable(),
  /** The last look of the phase. */
  snapshot: borderSchema.nullable(),
});

export type PlayedPhase = z.infer<typeof playedPhaseSchema>;
