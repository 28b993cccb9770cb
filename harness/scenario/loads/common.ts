import { atLeastOne, duration, milliseconds, wholeNumberFrom } from '../values.ts';
import type { CommonLoad } from './kind.ts';

/** What a scenario file may say of its load, whatever the executor. */
export const COMMON_OPTIONS = {
  /**
   * Ends the load after this many requests; without `duration` it ends by them alone, and has no warm-up.
   *
   * @example 1000
   */
  requests: atLeastOne.optional(),
  /** Ends the load after this long. @default '10s' @example '500ms' */
  duration: duration.optional(),
  /** The same load before, which is not measured. @default '500ms' @example '2s' */
  warmup: duration.optional(),
  /** How long each of the callers waits after an answer, in milliseconds. @default 0 @example 100 */
  pauseMs: milliseconds.optional(),
  /**
   * How long the event loop is kept busy after each answer, in milliseconds, as a program is that works on it.
   *
   * @default 0
   * @example 2
   */
  busyMs: milliseconds.optional(),
  /** After how long a request counts as never answered and is given up, in milliseconds. @default 5000 @example 1000 */
  deadlineMs: milliseconds.optional(),
  /**
   * Answers without an end that are held open beside the load; targets 'docker' and 'http' have one.
   *
   * @default 0
   * @example 2
   */
  streams: wholeNumberFrom(0).optional(),
  /**
   * Processes of the subject, each of which plays all of the load, at once and against one server. Each is judged by
   * itself, and all of them together: the limit in sum, and whether each had its share. A comparison plays one.
   *
   * @default 1
   * @example 4
   */
  clients: atLeastOne.optional(),
};

export const COMMON_DEFAULTS: CommonLoad = {
  requests: null,
  // Long enough for a few thousand requests a second to fill a p99; short enough to watch.
  durationMs: 10_000,
  // JIT and pool need less than this on the slowest machine that it was tried on.
  warmupMs: 500,
  pauseMs: 0,
  busyMs: 0,
  // The time-out of the common log shippers is 10 s; a mock on the same machine has no excuse for half of that.
  deadlineMs: 5_000,
  streams: 0,
  clients: 1,
};
