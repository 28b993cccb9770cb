import type { Limiter } from './configuration.ts';
import type { CommonOptions, Configured } from './kind.ts';

/** At most `limit` requests in flight through the transport that it wraps, by p-limit. */
export function semaphore(given: Limiter & CommonOptions): Configured<'semaphore', Limiter> {
  return { transport: 'semaphore', ...given };
}

/** The same, and a request whose AbortSignal fires while it waits leaves the queue at once. */
export function requestLimiter(given: Limiter & CommonOptions): Configured<'request-limiter', Limiter> {
  return { transport: 'request-limiter', ...given };
}
