import { DEFAULT_CONNECTIONS } from '../core/default-connections.ts';
import { mostInFlight } from './most-in-flight.ts';
import { played } from './phases/select.ts';
import { PHASES } from './phases/table.ts';
import type { MeasuredCase, Settings } from './schema.ts';

/**
 * The most connections that a pool may keep while nothing is asked of it. Without a limit that is two for each request
 * that was in flight: a body resolves just before its socket is back in the pool, so that the next request, sent at
 * once, finds none free and opens a second one (seen with undici and built-in fetch: 399 sockets for 200 in flight).
 */
export function mayKeep(settings: Pick<Settings, 'idleLimit' | 'connectionLimit'>, inFlightPeak: number): number {
  return settings.idleLimit ?? settings.connectionLimit ?? 2 * inFlightPeak;
}

/** The same of a case that is over: of a program nobody sees more than its requests at the target. */
export function mayKeepAfter(measured: MeasuredCase): number {
  const { evidence, settings } = measured;
  const { tally } = played(evidence.phases, PHASES.load) ?? {};
  if (evidence.drive === null) return mayKeep(settings, tally?.inFlightPeak ?? 0);
  // Its workers may keep one each that they seldom use.
  const isSaid = settings.idleLimit !== null || settings.connectionLimit !== null;
  return Math.max(isSaid ? 0 : DEFAULT_CONNECTIONS, mayKeep(settings, mostInFlight(measured)));
}
