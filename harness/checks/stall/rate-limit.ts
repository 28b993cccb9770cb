import { sum } from 'simple-statistics';
import { STALL } from '../../core/bounds/stall.ts';
import { formatCount, formatDurationMs } from '../../core/units.ts';
import type { LedgerWindow } from '../../record/evidence/ledger.ts';
import { mostInFlight } from '../../record/most-in-flight.ts';
import { windowsOf } from '../../record/phases/select.ts';
import type { MeasuredCase } from '../../record/schema.ts';
import { total } from '../check.ts';
import type { Given } from './told-to-wait.ts';

// A client that limits its own rate has requests wait for the next window of time, while the server has none of them.

type RateLimit = NonNullable<MeasuredCase['settings']['rateLimit']>;

/**
 * For how long it may hold requests back each time by the rate that it declares, where it has waited for `waitedMs` in
 * all; 0: it declares none, goes beyond it, or has sent too few to wait for it so long.
 */
export function heldBackMs(measured: MeasuredCase, windows: readonly LedgerWindow[], waitedMs: number): number {
  const { rateLimit } = measured.settings;
  return rateLimit && isAtRate(measured, rateLimit, { windows, waitedMs }) ? rateLimit.perMs : 0;
}

/**
 * How long the last of the requests in flight waits by that rate, with the reason; undefined: it is not at its rate.
 */
export function waitByRate(measured: MeasuredCase, { windows, tallies }: Given) {
  const { rateLimit } = measured.settings;
  const elapsedMs = sum(tallies.map((tally) => tally.elapsedMs));
  if (!rateLimit || !isAtRate(measured, rateLimit, { windows, waitedMs: elapsedMs })) return undefined;
  const turns = Math.ceil(mostInFlight(measured) / rateLimit.requests);
  const why = `it sends ${formatCount(rateLimit.requests, 'request')} in ${formatDurationMs(rateLimit.perMs)}`;
  return { waitMs: turns * rateLimit.perMs, why };
}

/** Who waits for its rate has sent what that lets through meanwhile, and who keeps it has sent no more. */
function isAtRate(
  { evidence: { phases } }: MeasuredCase,
  { requests, perMs }: RateLimit,
  { windows, waitedMs }: { windows: readonly LedgerWindow[]; waitedMs: number },
): boolean {
  const least = STALL.rateUsedShare.is * requests * Math.max(1, Math.floor(waitedMs / perMs));
  const spanMs = Math.max(...phases.map(({ endMs }) => endMs));
  // A window may have been filled just before, and one just after.
  const most = STALL.rateKeptShare.is * requests * (spanMs / perMs + 2);
  return total(windows, 'requests') >= least && total(windowsOf(phases), 'requests') <= most;
}
