import { z } from 'zod';
import { gaugeCountsSchema } from './gauges.ts';
import { stretchSchema } from './ledger.ts';

// What became of requests, and what they left behind.

export const failureSchema = z.object({ code: z.string(), count: z.number(), example: z.string() });

/** What became of the requests of one load window, as the client saw it. */
export const requestTallySchema = z.object({
  answered: z.number(),
  errors: z.number(),
  neverAnswered: z.number(),
  inFlightPeak: z.number(),
  elapsedMs: z.number(),
  statuses: z.record(z.string(), z.number()),
  failures: z.array(failureSchema),
  /** Stretches in which requests were in flight and none ended: the longest ones, longest first. */
  noProgress: z.array(stretchSchema),
  /**
   * The answered requests that most others overtook, which started later and ended sooner: by at least how many, most
   * first.
   */
  overtaken: z.array(z.object({ by: z.number(), tookMs: z.number() })),
  /** The quickest and the slowest answer, exactly, which a histogram rounds; absent: none, or not told yet. */
  extremes: z.object({ leastMs: z.number(), mostMs: z.number() }).optional(),
});

/** What is left after one cycle of load, stop and settle; null where it was not measured. */
const residualSchema = z.object({
  requests: z.number(),
  serverOpen: z.number(),
  descriptors: z.number().nullable(),
  clientSockets: z.number().nullable(),
  /** Connections whose client has not let go of them, as the kernel shows them. */
  kernelHeld: z.number().nullable().default(null),
  socketListenersMax: z.number().nullable(),
  processListeners: z.number().nullable(),
  /** After a forced collection. */
  heapUsedBytes: z.number().nullable(),
  externalBytes: z.number().nullable().default(null),
  arrayBuffersBytes: z.number().nullable().default(null),
  gauges: gaugeCountsSchema,
});

/** The cycles, and as many again where they looked like a leak; `notRun` says why there are none. */
export const growthSchema = z.object({
  first: z.array(residualSchema),
  again: z.array(residualSchema),
  /** Some seconds after the last cycle, where only memory looked like a leak; absent: nobody looked. */
  later: residualSchema.optional(),
  notRun: z.string().nullable(),
});

/** One round of requests that share a signal, and the abort listeners that are left on it afterwards. */
const signalRoundSchema = z.object({
  answered: z.number(),
  errors: z.number(),
  neverAnswered: z.number(),
  listeners: z.number(),
  /** How many there were before garbage was collected by force. */
  uncollected: z.number().nullable().default(null),
});

/** The rounds, the second with twice as many requests; `notRun` says why there are none. */
export const signalSchema = z.object({ rounds: z.array(signalRoundSchema), notRun: z.string().nullable() });

export type Failure = z.infer<typeof failureSchema>;
export type RequestTally = z.infer<typeof requestTallySchema>;
export type Overtaken = RequestTally['overtaken'][number];
export type Residual = z.infer<typeof residualSchema>;
export type SignalRound = z.infer<typeof signalRoundSchema>;
