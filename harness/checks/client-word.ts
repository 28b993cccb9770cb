import { ERRORS } from '../core/bounds/errors.ts';
import { formatCount } from '../core/units.ts';
import type { BothAccounts } from '../record/word-of-client.ts';

/**
 * Did calls end well, as the client says, though the server failed their requests for good? 'unknown' where calls share
 * requests, as few good answers may have carried them all, or where more lack a good answer than requests failed: some
 * were no request of their own, as of a cache, and nobody can say which.
 */
export function lostUnheard(both: BothAccounts): 'nothing' | 'some' | 'unknown' {
  const { calls, requests, good, failed, failedCount, missing, isAllTaken } = both;
  if (failedCount === 0 || missing === 0 || isAllTaken) return 'nothing';
  const attempts = requests + (failed.refused ?? 0);
  if (isAllTaken === false || good === 0) return 'some';
  return attempts >= ERRORS.oneEach.is * calls && missing <= failedCount ? 'some' : 'unknown';
}

export function isUnheard({ calls, requests }: BothAccounts): boolean {
  return calls > 0 && requests === 0;
}

/** Whether some calls that ended well were no request of their own. */
export function areSomeUnseen({ successes, requests }: BothAccounts): boolean {
  return requests < successes;
}

/** 'the server saw 391 requests for 3,901 calls in all'. */
export function serverSaw({ calls, requests }: BothAccounts): string {
  return `the server saw ${formatCount(requests, 'request')} for ${formatCount(calls, 'call')} in all`;
}

/** Both counts, for a client that says more than the server knows of. */
export function bothCounts({ requests, good, failed, failedCount, successes }: BothAccounts): string {
  const { refused = 0, ...others } = failed;
  const kinds = Object.entries(others).map(([what, count]) => `${what} ${formatCount(count, 'time')}`);
  const parts = [
    failedCount > refused
      ? `failed ${(failedCount - refused).toLocaleString('en')} of ${formatCount(requests, 'request')} (${kinds.join(', ')})`
      : '',
    refused > 0 ? `refused ${formatCount(refused, 'connection')}` : '',
  ].filter((part) => part !== '');
  return `The server ${parts.join(', ')} and gave ${formatCount(good, 'good answer')}, where the client says that ${formatCount(successes, 'call')} ended well`;
}
