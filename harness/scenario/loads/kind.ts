import type { z } from 'zod';

/** What every load has, whatever its executor. */
export interface CommonLoad {
  /** Stop after this many requests; null: no bound by number. */
  requests: number | null;
  /** Stop after this long; null: no bound by time. */
  durationMs: number | null;
  warmupMs: number;
  pauseMs: number;
  busyMs: number;
  deadlineMs: number;
  streams: number;
  /** Processes of the subject that play it at once against one server; absent in records: one. */
  clients: number;
}

/**
 * Says, from how long a load has run and how many of its requests have started, in how many milliseconds the next one
 * starts (0: now), or that the load stops. Arithmetic: it reads no clock.
 */
export type Pacer = (elapsedMs: number, started: number) => number | 'stop';

/** One executor: its options, and when its requests start. The bounds that every load has are not its affair. */
export interface LoadKind<Own extends object, Options extends z.ZodRawShape = z.ZodRawShape> {
  /** Its own options, as a scenario file writes them. */
  options: Options;
  /** Its own options where a file does not say them. */
  defaults: Own;
  pacer(load: Own): Pacer;
  /** The most requests that it keeps in flight at once; one that would be one more waits for another to end. */
  mostInFlight(load: Own): number;
  /** The load in one line for people, such as '200 requests at a time'. */
  inWords(load: Own): string;
}
