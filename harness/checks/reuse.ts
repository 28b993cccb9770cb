import { formatCount, formatShare } from '../core/units.ts';
import { AFTERWARDS } from '../record/evidence/case.ts';
import type { Closure, LedgerWindow } from '../record/evidence/ledger.ts';
import type { RequestTally } from '../record/evidence/requests.ts';
import type { MeasuredCase } from '../record/schema.ts';
import { AFTERWARDS_PHASE, type CheckFunction, loadWindows, peak, secondsOf, total, verdict } from './check.ts';

// A body may resolve just before its socket is back in the pool, so that the next request finds none. Without a limit
// that costs up to one more connection for each request in flight, and now and then one later on.
const LATE_RETURN_SHARE = 0.02;
// A pool at its limit cannot open another for that reason; what is left are accidents.
const ACCIDENT_SHARE = 0.001;

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
  shutdown: 'with itself',
  fault: 'by a fault',
};

/** Are connections used again? Judged on the connections that no limit, no concurrency and nobody else's close explains. */
export const reuse: CheckFunction = (measured) => {
  const { ledger, requests, probes } = measured.evidence;
  const seen = account(measured, loadWindows(measured), failedConnections([requests.warmup, requests.load]));
  if (seen.requests === 0)
    return verdict('reuse', 'inconclusive', 'No request reached the server, so nothing could be used again.');
  const after = ledger[AFTERWARDS_PHASE];
  // What was called off at the end of the probe before may take its connections only now.
  const failed = failedConnections([probes[AFTERWARDS] ?? null]) + measured.load.concurrency;
  const afterwards = after && after.requests > 0 ? account(measured, [after], failed) : null;
  const seconds = secondsOf(measured, ['warmup', 'load']);
  const details = {
    ...seen,
    churnPerSecond: seconds > 0 ? Math.round((seen.closed / seconds) * 10) / 10 : null,
    perConnection: ledger.load?.requestsPerConnection ?? null,
    afterwards,
  };
  if (seen.excess > seen.allowance) return verdict('reuse', 'fail', tooMany(seen), details);
  // After trouble a pool may begin once more.
  if (afterwards && afterwards.excess > afterwards.allowance + afterwards.ideal) {
    return verdict('reuse', 'fail', `After the probes: ${tooMany(afterwards)}`, details);
  }
  if (seen.requests <= seen.ideal) return verdict('reuse', 'inconclusive', tooFew(seen), details);
  return verdict('reuse', 'pass', `${figures(seen)}.`, details);
};

type Account = ReturnType<typeof account>;

/** The connections that these windows took, beside those that they needed. */
function account(measured: MeasuredCase, windows: LedgerWindow[], failed: number) {
  const requests = total(windows, 'requests');
  const opened = total(windows, 'opened');
  const ideal = idealConnections(measured, windows);
  const closures = addClosures(windows.flatMap((window) => window.closures));
  const retirements = forcedRetirements(closures, ideal, failed);
  return {
    opened,
    closed: total(windows, 'closed'),
    requests,
    ratio: Math.max(0, 1 - opened / requests),
    ideal,
    retirements,
    excess: Math.max(0, opened - ideal - retirements),
    allowance: allowedExcess(measured, ideal, requests),
    closures,
  };
}

/** How many connections the load needs at least. */
function idealConnections({ evidence, settings }: MeasuredCase, windows: LedgerWindow[]): number {
  // What the client had in flight; a server that answers at once never sees them together.
  const inFlight = evidence.requests.load?.inFlightPeak ?? peak(windows, 'requestsInFlightPeak');
  const connections = Math.min(settings.connectionLimit ?? Number.POSITIVE_INFINITY, Math.max(1, inFlight));
  return connections + (evidence.streams?.seen ?? 0);
}

/** Connections that the server ended, that a failed request took with it, or that went while there was no work for them. */
function forcedRetirements(closures: readonly Closure[], ideal: number, failed: number): number {
  const count = (which: (closure: Closure) => boolean) => sum(closures.filter(which), ({ count }) => count);
  const byClient = count(({ by }) => by === 'client');
  const idleByClient = sum(closures, ({ by, idleRetirements }) => (by === 'client' ? idleRetirements : 0));
  const idled = count(({ by, reason }) => by === 'server' && reason === 'idle');
  const idledWithoutWork = sum(closures, ({ by, idleRetirements }) => (by === 'server' ? idleRetirements : 0));
  // A pool that takes its places in turn opens the first of them anew while the others idle on: each rest explains as many
  // as there are. A pool that has forgotten its connections opens others at once, without a rest.
  const explained = idledWithoutWork + Math.min(idled - idledWithoutWork, idledWithoutWork * (ideal - 1));
  const otherwise = count(({ by }) => by === 'server') - idled;
  return otherwise + explained + idleByClient + Math.min(byClient - idleByClient, failed);
}

/** A request that breaks or is called off may cost its connection, whether or not it had reached the server. */
function failedConnections(tallies: (RequestTally | null)[]): number {
  return sum(tallies, (tally) => {
    const answered = sum(tally?.failures ?? [], ({ code, count }) => (ANSWERED.test(code) ? count : 0));
    return tally ? tally.errors - answered + tally.neverAnswered : 0;
  });
}

function allowedExcess({ settings, load }: MeasuredCase, ideal: number, requests: number): number {
  const { connectionLimit, idleLimit } = settings;
  if (connectionLimit === null || connectionLimit > load.concurrency) {
    return ideal + Math.ceil(requests * LATE_RETURN_SHARE);
  }
  // Between warm-up and load the pool rests and drops what its idle limit does not let it keep.
  const dropped = load.warmupMs > 0 && idleLimit !== null ? Math.max(0, connectionLimit - idleLimit) : 0;
  return 1 + dropped + Math.ceil(requests * ACCIDENT_SHARE);
}

function figures({ opened, requests, ratio, ideal, retirements }: Account): string {
  const forced = retirements > 0 ? `, and ${retirements} had to be replaced` : '';
  return `${formatCount(opened, 'connection')} for ${formatCount(requests, 'request')} (${formatShare(ratio)} reused); ${ideal} would have done${forced}`;
}

function tooMany(seen: Account): string {
  const [most] = seen.closures;
  const why = most
    ? ` Most that ended (${most.count.toLocaleString('en')} of ${seen.closed.toLocaleString('en')}) were closed by the ${most.by} ${REASONS[most.reason]}.`
    : ' None of them was closed.';
  return `${figures(seen)}: ${seen.excess.toLocaleString('en')} too many.${why}`;
}

function tooFew({ requests, ideal }: Account): string {
  return `${formatCount(requests, 'request')} are too few to use ${formatCount(ideal, 'connection')} twice.`;
}

/** Why connections ended, most first. */
function addClosures(closures: readonly Closure[]): Closure[] {
  const byKind = new Map<string, Closure>();
  for (const closure of closures) {
    const key = `${closure.by} ${closure.reason}`;
    const before = byKind.get(key);
    const { count, active, idleRetirements } = before ?? { count: 0, active: 0, idleRetirements: 0 };
    byKind.set(key, {
      ...closure,
      count: count + closure.count,
      active: active + closure.active,
      idleRetirements: idleRetirements + closure.idleRetirements,
    });
  }
  return [...byKind.values()].sort((a, b) => b.count - a.count);
}

function sum<T>(values: readonly T[], of: (value: T) => number): number {
  return values.reduce((total, value) => total + of(value), 0);
}
