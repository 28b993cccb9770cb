import type { LedgerWindow } from '../record/evidence/ledger.ts';
import { requestsIn, total } from './check.ts';

/** Connections that ended without a request, other than those that the server refused on arrival. */
export function neverUsedIn(windows: LedgerWindow[]): number {
  const refused = windows.flatMap(({ closures }) => closures).filter(({ reason }) => reason === 'refused');
  return total(windows, 'neverUsed') - refused.reduce((sum, { count }) => sum + count, 0);
}

/**
 * Connections that ended without a request because their call had been given up before it was sent: no more than there were
 * calls without one. A client that is content with having given up says of none that it failed.
 */
export function givenUpUnsent(tallies: readonly Parameters<typeof requestsIn>[0][], windows: LedgerWindow[]): number {
  const calls = tallies.reduce((sum, tally) => sum + requestsIn(tally), 0);
  return Math.min(neverUsedIn(windows), Math.max(0, calls - total(windows, 'requests')));
}
