import { COMMON_DEFAULTS } from './common.ts';
import { DEFAULT_EXECUTOR, type Executor, LOAD_KINDS, type Load, type LoadOf } from './index.ts';
import type { CommonLoad, LoadKind, Pacer } from './kind.ts';

// What others ask of a load, whatever its executor.

export const DEFAULT_LOAD: LoadOf<typeof DEFAULT_EXECUTOR> = {
  executor: DEFAULT_EXECUTOR,
  ...LOAD_KINDS[DEFAULT_EXECUTOR].defaults,
  ...COMMON_DEFAULTS,
};

/** When the next request starts: that is for the executor to say until one of the load's bounds is reached. */
export function pacerOf(load: Load): Pacer {
  const { requests, durationMs } = load;
  const pace = kindOf(load.executor).pacer(load);
  return (elapsedMs, started) => {
    if (requests !== null && started >= requests) return 'stop';
    if (durationMs === null) return pace(elapsedMs, started);
    if (elapsedMs >= durationMs) return 'stop';
    const waitMs = pace(elapsedMs, started);
    return waitMs === 'stop' ? waitMs : Math.min(waitMs, durationMs - elapsedMs);
  };
}

/** The most requests that a load has in flight at once. */
export function mostInFlight(load: Load): number {
  return kindOf(load.executor).mostInFlight(load);
}

/** Requests of the same kind, this many at a time, whatever the executor of the load itself. */
export function closedLoad(load: CommonLoad, concurrency: number): LoadOf<'constant-concurrency'> {
  const { requests, durationMs, warmupMs, pauseMs, busyMs, deadlineMs, streams, clients } = load;
  const common = { requests, durationMs, warmupMs, pauseMs, busyMs, deadlineMs, streams, clients };
  return { executor: 'constant-concurrency', concurrency, ...common };
}

/** The load as the record wants it: with its line for people, so that readers need not know its executor. */
export function recordedLoad(load: Load) {
  return { ...load, inWords: kindOf(load.executor).inWords(load) };
}

/** Each kind is asked of its own loads only. */
export function kindOf(executor: Executor): LoadKind<object> {
  return LOAD_KINDS[executor];
}
