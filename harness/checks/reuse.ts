import { formatCount, formatDurationMs, formatShare } from '../core/units.ts';
import type { Closure } from '../record/evidence/ledger.ts';
import type { RequestTally } from '../record/evidence/requests.ts';
import { mostInFlight } from '../record/most-in-flight.ts';
import { loads, played, secondsOf, talliesOf, untilLoadEnd, windowsOf } from '../record/phases/select.ts';
import { PHASES } from '../record/phases/table.ts';
import type { Check } from '../record/schema.ts';
import { type BothAccounts, bothAccounts } from '../record/word-of-client.ts';
import { type CheckFunction, verdict } from './check.ts';
import { areSomeUnseen, serverSaw } from './client-word.ts';
import { givenUp } from './given-up.ts';
import { type Account, account } from './reuse/account.ts';
import { costOf, rotationOf } from './reuse/rotation.ts';
import { connectedAhead, type Spares, sparesOf } from './reuse/spares.ts';

/** Failures that are an answer, which leave their connection whole. */
const ANSWERED = /^(HTTP_\d+|BAD_RESULT)$/;

const REASONS: Record<Closure['reason'], string> = {
  fin: 'with a FIN',
  reset: 'with a reset',
  idle: 'for being idle',
  timeout: 'for a request that did not come',
  rotation: 'after their last request',
  refused: 'on accept',
  announced: 'as it announced',
  head: 'as it announced with a HEAD request',
  shutdown: 'with itself',
  fault: 'by a fault',
};

/**
 * Are connections used again? Judged on the connections that no limit, no concurrency, no rule and nobody else's close
 * explains.
 */
export const reuse: CheckFunction = (measured) => {
  const phases = measured.evidence.phases;
  const windows = windowsOf(untilLoadEnd(phases));
  const rule = rotationOf(measured, windows);
  const tallies = talliesOf(loads(phases));
  const failedInLoad = failedConnections(tallies) + givenUp(tallies, windows);
  const ahead = connectedAhead(phases);
  const seen = account(measured, windows, { failed: failedInLoad, rule, ahead });
  const both = bothAccounts(measured.evidence);
  if (seen.requests === 0) return nothingUsed(both);
  const { ledger: after = null, tally: last = null } = played(phases, PHASES.afterwards) ?? {};
  // What was called off at the end of the probe before may take its connections only now.
  const failed = failedConnections([last]) + (after ? givenUp([last], [after]) : 0) + mostInFlight(measured);
  const afterwards = after && after.requests > 0 ? account(measured, [after], { failed, rule }) : null;
  const spares = sparesOf(measured);
  const seconds = secondsOf(loads(phases));
  const details = {
    ...seen,
    churnPerSecond: seconds > 0 ? Math.round((seen.closed / seconds) * 10) / 10 : null,
    perConnection: played(phases, PHASES.load)?.ledger.requestsPerConnection ?? null,
    afterwards,
    spares,
  };
  if (seen.excess > seen.allowance) return verdict('reuse', 'fail', tooMany(seen), details);
  // After trouble a pool may begin once more.
  if (afterwards && afterwards.excess > afterwards.allowance + afterwards.ideal) {
    return verdict('reuse', 'fail', `After the probes: ${tooMany(afterwards)}`, details);
  }
  if (spares.neverUsed > spares.explained) return verdict('reuse', 'fail', tooManySpares(spares), details);
  if (seen.requests <= seen.ideal && !(areSomeUnseen(both) && seen.opened < seen.requests)) {
    // Calls that share requests need no more of them: that is the client's way, and no question left open.
    return verdict('reuse', areSomeUnseen(both) ? 'skipped' : 'inconclusive', tooFew(seen), details);
  }
  return verdict('reuse', 'pass', `${figures(seen)}${whyMore(seen)}.`, details);
};

/** A client that sends what it has collected only after the load has nothing to use again before. */
function nothingUsed(both: BothAccounts): Check {
  if (both.requests === 0) {
    return verdict('reuse', 'inconclusive', 'No request reached the server, so nothing could be used again.');
  }
  const summary = `Until the load ended no request had reached the server; ${serverSaw(both)}.`;
  return verdict('reuse', 'skipped', summary);
}

/** A request that breaks or is called off may cost its connection, whether or not it had reached the server. */
function failedConnections(tallies: (RequestTally | null)[]): number {
  return tallies.reduce((sum, tally) => {
    const failures = (tally?.failures ?? []).filter(({ code }) => ANSWERED.test(code));
    const answered = failures.reduce((count, failure) => count + failure.count, 0);
    return tally ? sum + tally.errors - answered + tally.neverAnswered : sum;
  }, 0);
}

function figures(seen: Account): string {
  const { opened, requests, ratio, ideal, retirements, rotation } = seen;
  const forced =
    retirements > 0 ? `, and ${retirements.toLocaleString('en')} had to be replaced${whyForced(seen)}` : '';
  const retired = rotation ? `; ${costOf(rotation, rotation.retired)}` : '';
  return `${formatCount(opened, 'connection')} for ${formatCount(requests, 'request')} (${formatShare(ratio)} reused); ${ideal.toLocaleString('en')} would have done${forced}${retired}`;
}

/** The reasons that no other check tells of. */
function whyForced({ shortHintMs, heads }: Account): string {
  const afterHeads = heads > 0 ? `, ${heads.toLocaleString('en')} of them by the client after a HEAD request` : '';
  if (shortHintMs === null) return afterHeads;
  return `${afterHeads}, as the server announces to close them after ${formatDurationMs(shortHintMs)}, before which clients close them`;
}

/** Why it is no fault that there were more. */
function whyMore({ excess, dropped, idleLimit }: Account): string {
  if (excess === 0) return '';
  const byLimit = Math.min(excess, dropped);
  const late = excess - byLimit;
  const parts = [
    byLimit > 0 ? `${byLimit} were opened anew after a rest, in which the pool keeps ${idleLimit}` : '',
    late > 0 ? `${late.toLocaleString('en')} more are what sockets that come back late cost` : '',
  ];
  return `; ${parts.filter((part) => part !== '').join(', ')}`;
}

function tooMany(seen: Account): string {
  const [most] = seen.closures;
  const busy = most && most.active > 0 ? `, ${most.active.toLocaleString('en')} of them with a request in flight` : '';
  const why = most
    ? ` Most that ended (${most.count.toLocaleString('en')} of ${seen.closed.toLocaleString('en')}) were closed by the ${most.by} ${REASONS[most.reason]}${busy}.`
    : ' None of them was closed.';
  return `${figures(seen)}: ${seen.excess.toLocaleString('en')} too many.${why}`;
}

function tooManySpares({ neverUsed, opened, explained }: Spares): string {
  return `${neverUsed.toLocaleString('en')} of ${formatCount(opened, 'connection')} never carried a request, where ${explained.toLocaleString('en')} may have been opened for one that was served or called off meanwhile.`;
}

function tooFew({ requests, ideal }: Account): string {
  return `${formatCount(requests, 'request')} are too few to use ${formatCount(ideal, 'connection')} twice.`;
}
