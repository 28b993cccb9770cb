import type { Entry } from './entry.ts';

// Questions about all connections that are open, which nobody asks at every event.

/** A connection that idles for this long is idle at the client too, which on a busy machine reads an answer late. */
const SURELY_IDLE_MS = 50;

/** Over how many of them a request came, or was answered, since then. */
export function usedSince(entries: Iterable<Entry>, startMs: number): number {
  let used = 0;
  for (const { requests, active, idleSinceMs } of entries) {
    if (active > 0 || (requests > 0 && idleSinceMs >= startMs)) used += 1;
  }
  return used;
}

export function isOneIdle(entries: Iterable<Entry>, nowMs: number): boolean {
  for (const { active, idleSinceMs } of entries) {
    if (active === 0 && nowMs - idleSinceMs >= SURELY_IDLE_MS) return true;
  }
  return false;
}
