import { STALL } from '../../core/bounds/stall.ts';
import { formatCount, formatDurationMs } from '../../core/units.ts';
import type { LedgerWindow } from '../../record/evidence/ledger.ts';
import { mostInFlight } from '../../record/most-in-flight.ts';
import type { MeasuredCase } from '../../record/schema.ts';
import { total } from '../check.ts';

// A client that limits its own rate has requests wait for the next window of time, while the server has none of them.

/**
 * How long it may hold requests back by the rate that it declares, this many times; 0: it declares none, or has sent
 * too few to be at its limit so often.
 */
export function heldBackMs({ settings }: MeasuredCase, times: number, windows: readonly LedgerWindow[]): number {
  const { rateLimit } = settings;
  if (!rateLimit) return 0;
  // Before the first of them a window was filled that had begun before.
  const filled = (times - 1) * rateLimit.requests;
  return total(windows, 'requests') >= STALL.rateUsedShare.is * filled ? rateLimit.perMs : 0;
}

/** How long the last of the requests in flight waits by that rate, with the reason; undefined: it declares none. */
export function waitByRate(measured: MeasuredCase, windows: readonly LedgerWindow[]) {
  const { rateLimit } = measured.settings;
  if (!rateLimit || total(windows, 'requests') < rateLimit.requests) return undefined;
  const turns = Math.ceil(mostInFlight(measured) / rateLimit.requests);
  const why = `it sends ${formatCount(rateLimit.requests, 'request')} in ${formatDurationMs(rateLimit.perMs)}`;
  return { waitMs: turns * rateLimit.perMs, why };
}
