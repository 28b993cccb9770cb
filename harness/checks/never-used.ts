import type { LedgerWindow } from '../record/evidence/ledger.ts';
import { total } from './check.ts';

/** Connections that ended without a request, other than those that the server refused on arrival. */
export function neverUsedIn(windows: LedgerWindow[]): number {
  const refused = windows.flatMap(({ closures }) => closures).filter(({ reason }) => reason === 'refused');
  return total(windows, 'neverUsed') - refused.reduce((sum, { count }) => sum + count, 0);
}
