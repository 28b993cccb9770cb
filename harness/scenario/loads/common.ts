import { atLeastOne, duration, milliseconds, wholeNumberFrom } from '../values.ts';
import type { CommonLoad } from './kind.ts';

/** What a scenario file may say of its load, whatever the executor. */
export const COMMON_OPTIONS = {
  requests: atLeastOne.optional(),
  duration: duration.optional(),
  warmup: duration.optional(),
  pauseMs: milliseconds.optional(),
  busyMs: milliseconds.optional(),
  deadlineMs: milliseconds.optional(),
  streams: wholeNumberFrom(0).optional(),
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
};
