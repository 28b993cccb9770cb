import type { RequestTally } from '../record/evidence/requests.ts';
import { mostInFlight } from '../record/most-in-flight.ts';
import { loads, played, secondsOf, talliesOf, untilLoadEnd, windowsOf } from '../record/phases/select.ts';
import { PHASES } from '../record/phases/table.ts';
import type { Check, MeasuredCase } from '../record/schema.ts';
import { type BothAccounts, bothAccounts } from '../record/word-of-client.ts';
import { type CheckFunction, verdict } from './check.ts';
import { areSomeUnseen, serverSaw } from './client-word.ts';
import { givenUp } from './given-up.ts';
import { type Account, account } from './reuse/account.ts';
import { rotationOf } from './reuse/rotation.ts';
import { connectedAhead, sparesOf } from './reuse/spares.ts';
import { droppedAtRest, figures, tooFew, tooMany, tooManySpares, whyMore } from './reuse/words.ts';

/** Failures that are an answer, which leave their connection whole. */
const ANSWERED = /^(HTTP_\d+|BAD_RESULT)$/;

/**
 * Are connections used again? Judged on the connections that no limit, no concurrency, no rule and nobody else's close
 * explains.
 */
export const reuse: CheckFunction = (measured) => {
  const phases = measured.evidence.phases;
  const lived = untilLoadEnd(phases);
  const windows = windowsOf(lived);
  const rule = rotationOf(measured, windows);
  const tallies = talliesOf(loads(phases));
  const failedInLoad = failedConnections(tallies) + givenUp(tallies, windows);
  const ahead = connectedAhead(phases);
  const seen = account(measured, lived, { failed: failedInLoad, rule, ahead });
  const both = bothAccounts(measured.evidence);
  if (seen.requests === 0) return nothingUsed(both);
  const after = played(phases, PHASES.afterwards);
  const last = after?.tally ?? null;
  // What was called off at the end of the probe before may take its connections only now.
  const failed = failedConnections([last]) + (after ? givenUp([last], [after.ledger]) : 0) + mostInFlight(measured);
  const afterwards = after && after.ledger.requests > 0 ? account(measured, [after], { failed, rule }) : null;
  const spares = sparesOf(measured);
  const seconds = secondsOf(loads(phases));
  const details = {
    ...seen,
    churnPerSecond: seconds > 0 ? Math.round((seen.closed / seconds) * 10) / 10 : null,
    perConnection: played(phases, PHASES.load)?.ledger.requestsPerConnection ?? null,
    afterwards,
    spares,
  };
  if (seen.excess > seen.allowance) {
    if (mayDropAtRest(measured, seen)) return verdict('reuse', 'inconclusive', droppedAtRest(seen), details);
    return verdict('reuse', 'fail', tooMany(seen), details);
  }
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

/**
 * A program's connections rest between an answer and the next call, where no call waits for them: by its idle limit it
 * closes those beyond it each time, as it says it does.
 */
function mayDropAtRest(measured: MeasuredCase, { excess, idleLimit, closures }: Account): boolean {
  const { connectionLimit } = measured.settings;
  const most = mostInFlight(measured);
  if (measured.evidence.drive === null || idleLimit === null || idleLimit >= most) return false;
  if (connectionLimit !== null && connectionLimit < most) return false;
  const fins = closures.filter(({ by, reason }) => by === 'client' && reason === 'fin');
  return fins.reduce((sum, { count, active }) => sum + count - active, 0) >= excess;
}

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
