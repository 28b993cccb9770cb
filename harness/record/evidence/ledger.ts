import { z } from 'zod';
import { CLOSURE_REASONS, type Reason } from './closure-reasons.ts';

// What the server's ledger saw.

/**
 * How long, in milliseconds, at least `i + 1` connections were there at once: the longest stretch and the total, by
 * `i`. The longest stretch of busy ones is without the time for which the server waited for a core.
 */
const levelsSchema = z.object({ longestMs: z.array(z.number()), totalMs: z.array(z.number()) });

/** A stretch of time, in milliseconds after the case's start. */
export const stretchSchema = z.object({ startMs: z.number(), endMs: z.number() });

/**
 * Why connections ended: who ended them, and how. `active` of them had a request in flight when the client left them
 * or, if it did not, when they closed. `idleRetirements` of them were closed after idling, by the client or by the
 * server's idle time-out, while no other connection was opened. `endless` of them were closed by the client before the
 * answer in flight was begun, in the middle of one without an announced length, or while a protocol of its own had the
 * connection: HTTP/1.1 knows no other way out of these. A body of announced length that is thrown away is not among
 * them.
 */
const closureSchema = z.object({
  by: z.enum(['client', 'server']),
  reason: z.enum(Object.keys(CLOSURE_REASONS) as [Reason, ...Reason[]]),
  count: z.number(),
  active: z.number(),
  idleRetirements: z.number(),
  endless: z.number().default(0),
});

/**
 * Requests whose connection broke before their answer was whole, by the status of the head that had been sent or
 * 'none', and by who broke it. The server breaks off by a fault, a time-out or its own end.
 */
const brokenSchema = z.object({
  byClient: z.record(z.string(), z.number()),
  byServer: z.record(z.string(), z.number()),
});

/** One connection, kept as an example. Times in milliseconds after the case's start; `closedMs` null while open. */
export const connectionSchema = z.object({
  id: z.number(),
  peer: z.string(),
  openedMs: z.number(),
  closedMs: z.number().nullable(),
  closedBy: z.string().nullable(),
  requests: z.number(),
  bytesRead: z.number(),
  bytesWritten: z.number(),
});

/** This many connections had `from` to `to` requests each. */
const requestClassSchema = z.object({ from: z.number(), to: z.number(), connections: z.number() });

/** The server's account between two moments. Peaks and counts are exact: they are kept at every event. */
export const ledgerWindowSchema = z.object({
  opened: z.number(),
  closed: z.number(),
  requests: z.number(),
  openAtStart: z.number(),
  openAtEnd: z.number(),
  activeAtEnd: z.number(),
  /** Of the connections open at its end, those that carried something in it; older records lack it. */
  openAndUsed: z.number().optional(),
  openPeak: z.number(),
  activePeak: z.number(),
  requestsInFlightPeak: z.number(),
  bytesRead: z.number(),
  bytesWritten: z.number(),
  /** Connections that closed without a request, or a CONNECT, having come over them. */
  neverUsed: z.number(),
  openLevels: levelsSchema,
  activeLevels: levelsSchema,
  closures: z.array(closureSchema),
  requestsPerConnection: z.object({ min: z.number(), p50: z.number(), max: z.number() }).nullable(),
  /** Connections by the requests that came over them, from the fewest on; null: not told yet. */
  requestClasses: z.array(requestClassSchema).nullable().default(null),
  statuses: z.record(z.string(), z.number()),
  /** Which of `statuses` are of answers that broke off; null: not told yet. */
  broken: brokenSchema.nullable().default(null),
  /** What the target took in for good, where it counts that: a Loki its lines; null: it does not, or not told yet. */
  entriesTaken: z.number().nullable().default(null),
  /** The longest that the server took for one answer. */
  serviceMaxMs: z.number(),
  /**
   * HDR histogram of what it took for each answer, from the head of the request on; null: no answer, or not measured
   * yet.
   */
  serviceTimes: z.string().nullable().default(null),
  /**
   * Requests that came in behind another one of their connection while some other connection had been idle for a while.
   */
  queuedBehindBusy: z.number(),
  /** Stretches in which no request was in flight but streams that are held open: the longest ones, longest first. */
  idle: z.array(stretchSchema),
});

export type Stretch = z.infer<typeof stretchSchema>;
export type Broken = z.infer<typeof brokenSchema>;
export type LevelTimes = z.infer<typeof levelsSchema>;
export type RequestClass = z.infer<typeof requestClassSchema>;
export type Closure = z.infer<typeof closureSchema>;

export type ConnectionSample = z.infer<typeof connectionSchema>;
export type LedgerWindow = z.infer<typeof ledgerWindowSchema>;
