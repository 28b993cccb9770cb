import { ERRORS } from '../core/bounds/errors.ts';
import { REUSE } from '../core/bounds/reuse.ts';
import type { LedgerWindow } from '../record/evidence/ledger.ts';
import type { RequestTally } from '../record/evidence/requests.ts';
import { requestsIn, total } from './check.ts';
import { neverUsedIn } from './never-used.ts';

// A client may be content with having given up, as one that polls is, and then says of no call that it failed. By
// HTTP/1.1 each of these calls may have cost a connection all the same.

type Calls = Parameters<typeof requestsIn>[0];

/**
 * Connections that ended without a request because their call had been given up before it was sent: no more than there
 * were calls without one.
 */
export function givenUpUnsent(tallies: readonly Calls[], windows: LedgerWindow[]): number {
  return Math.min(neverUsedIn(windows), Math.max(0, callsOf(tallies) - total(windows, 'requests')));
}

/**
 * Calls that ended well though the server had not answered them in time: those that ended with a status that it never
 * sent. A client that collects calls answers many itself, too, and that explains no connection.
 */
export function givenUp(tallies: readonly (RequestTally | null)[], windows: LedgerWindow[]): number {
  const unsent = givenUpUnsent(tallies, windows);
  const isOneEach = total(windows, 'requests') + neverUsedIn(windows) >= ERRORS.oneEach.is * callsOf(tallies);
  if (!isOneEach && !leavesInMidCall(windows)) return unsent;
  const sent = new Set(windows.flatMap(({ statuses }) => Object.keys(statuses)));
  const answers = tallies.flatMap((tally) => Object.entries(tally?.statuses ?? {}));
  const own = answers.reduce((sum, [status, count]) => sum + (sent.has(status) ? 0 : count), 0);
  return Math.max(unsent, own);
}

function leavesInMidCall(windows: LedgerWindow[]): boolean {
  const byClient = windows.flatMap(({ closures }) => closures).filter(({ by }) => by === 'client');
  const ended = byClient.reduce((sum, { count }) => sum + count, 0);
  const busy = byClient.reduce((sum, { active }) => sum + active, 0);
  return ended > 0 && busy + neverUsedIn(windows) >= REUSE.inMidCallShare.is * ended;
}

function callsOf(tallies: readonly Calls[]): number {
  return tallies.reduce((sum, tally) => sum + requestsIn(tally), 0);
}
