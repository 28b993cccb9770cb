import type { Settings } from './schema.ts';

/**
 * The most connections that a pool may keep while nothing is asked of it. Without a limit that is two for each request
 * that was in flight: a body resolves just before its socket is back in the pool, so that the next request, sent at
 * once, finds none free and opens a second one (seen with undici and built-in fetch: 399 sockets for 200 in flight).
 */
export function mayKeep(settings: Pick<Settings, 'idleLimit' | 'connectionLimit'>, inFlightPeak: number): number {
  return settings.idleLimit ?? settings.connectionLimit ?? 2 * inFlightPeak;
}
