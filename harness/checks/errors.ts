import { formatCount } from '../core/units.ts';
import { addTallies } from '../record/add-tallies.ts';
import { CLOSURE_REASONS } from '../record/evidence/closure-reasons.ts';
import type { Closure } from '../record/evidence/ledger.ts';
import type { Failure } from '../record/evidence/requests.ts';
import {
  calm,
  laterLoads,
  loads,
  played,
  talliesOf,
  troubles,
  untilLoadEnd,
  windowsOf,
} from '../record/phases/select.ts';
import { PHASES } from '../record/phases/table.ts';
import type { MeasuredCase } from '../record/schema.ts';
import { type BothAccounts, bothAccounts } from '../record/word-of-client.ts';
import { type CheckFunction, requestsIn, total, verdict } from './check.ts';
import { areSomeUnseen, bothCounts, isUnheard, lostUnheard, serverSaw } from './client-word.ts';

/** Codes of a connection that broke with a request on it; undici and node:http have names of their own. */
const BROKEN = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'ERR_STREAM_PREMATURE_CLOSE']);

/** Where a request was when it failed, for the codes that say so; a time-out or an abort may hit it anywhere. */
const PLACES: readonly [RegExp, string][] = [
  [/^(ECONNREFUSED|ENOENT|EAGAIN|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT)$/, 'connecting'],
  [/^(ECONNRESET|EPIPE|UND_ERR_SOCKET)$/, 'in flight'],
  [/^UND_ERR_HEADERS_TIMEOUT$/, 'waiting for the answer'],
  [/^(UND_ERR_BODY_TIMEOUT|UND_ERR_RES_CONTENT_LENGTH_MISMATCH|ERR_STREAM_PREMATURE_CLOSE)$/, 'reading the body'],
  [/^(HTTP_\d+|BAD_RESULT)$/, 'the answer itself'],
];

/**
 * Did requests fail, in any load in which nothing was wrong by order? One that was never answered is the affair of
 * `stall`. It stands on two witnesses: what the client says failed has failed, and what it says went well the server
 * must have answered.
 */
export const errors: CheckFunction = (measured) => {
  const { streams } = measured.evidence;
  const phases = measured.evidence.phases;
  const load = played(phases, PHASES.load)?.tally;
  if (!load) return verdict('errors', 'inconclusive', 'The load did not come to its end.');
  const later = laterLoads(phases);
  const tally = addTallies(talliesOf([...loads(phases), ...later])) ?? load;
  const sent = requestsIn(tally);
  const failures = tally.failures.map((failure) => ({ ...failure, phase: phaseOf(failure) }));
  const both = bothAccounts(measured.evidence);
  const seen = {
    failed: tally.errors,
    failedLater: addTallies(talliesOf(later))?.errors ?? 0,
    sent,
    neverArrived: Math.max(0, sent - total(windowsOf([...untilLoadEnd(phases), ...later]), 'requests')),
    failures,
    streamFailures: streams?.failures ?? [],
    both,
  };
  const lost = lostUnheard(both);
  const unheard = lost === 'some' ? `${bothCounts(both)}.` : '';
  if (seen.failed > 0 && isBreakerOpen(measured, seen)) {
    const summary = `${whatFailed(measured, seen)} After the probes its breaker was still open: whether it closes again is not known.`;
    return verdict('errors', 'inconclusive', summary, seen);
  }
  if (seen.failed > 0) return verdict('errors', 'fail', `${whatFailed(measured, seen)} ${unheard}`.trim(), seen);
  if (seen.streamFailures.length > 0) return verdict('errors', 'fail', streamsFailed(measured, seen), seen);
  if (lost === 'some') return verdict('errors', 'fail', unheard, seen);
  if (isUnheard(both)) return verdict('errors', 'inconclusive', nobodyKnows(both), seen);
  if (lost === 'unknown') return verdict('errors', 'inconclusive', `${bothCounts(both)}${AGAIN_UNKNOWN}`, seen);
  return verdict('errors', 'pass', noneFailed(seen), seen);
};

const AGAIN_UNKNOWN =
  ': not every call was a request of its own, so that nobody can say whether what failed came again.';

function nobodyKnows({ calls, successes }: BothAccounts): string {
  return `No request reached the server, so that of ${formatCount(calls, 'call')} nothing is known but what the client says: ${formatCount(successes, 'call')} ended well.`;
}

/**
 * What else the server saw is reported: calls that were no request of their own, requests that came again or were left.
 */
function noneFailed({ sent, both }: Seen): string {
  const { refused = 0 } = both.failed;
  const failedThere = both.failedCount - refused;
  const again = failedThere > 0 ? `${failedThere.toLocaleString('en')} of them failed there and came again` : '';
  const left = both.left > 0 ? `${both.left.toLocaleString('en')} of them the client left before an answer came` : '';
  const taken = both.isAllTaken && areSomeUnseen(both) ? 'all that they carried was taken in' : '';
  const told = [again, left, taken].filter((part) => part !== '');
  if (!areSomeUnseen(both)) {
    const none = `None of ${formatCount(sent, 'request')} failed`;
    return told.length > 0 ? `${none}; ${serverSaw(both)}: ${told.join(', ')}.` : `${none}.`;
  }
  const none = `None of ${formatCount(both.calls, 'call')} failed, as the client says`;
  return `${none}; ${serverSaw(both)}${failedThere > 0 ? '' : ' and failed none'}${told.length > 0 ? `: ${told.join(', ')}` : ''}.`;
}

interface Seen {
  failed: number;
  failedLater: number;
  sent: number;
  /** Requests that the client sent, as it believes, and the server never saw. */
  neverArrived: number;
  failures: (Failure & { phase: string | null })[];
  streamFailures: Failure[];
  both: BothAccounts;
}

function phaseOf({ code }: Failure): string | null {
  return PLACES.find(([pattern]) => pattern.test(code))?.[1] ?? null;
}

function whatFailed(measured: MeasuredCase, { failed, failedLater, sent, neverArrived, failures }: Seen): string {
  const codes = failures
    .map(({ code, phase, count }) => `${code}${phase ? ` (${phase})` : ''} ${formatCount(count, 'time')}`)
    .join(', ');
  const later = failedLater > 0 ? `, ${failedLater.toLocaleString('en')} of them in the loads after a rest` : '';
  const lost = neverArrived > 0 ? ` ${formatCount(neverArrived, 'request')} never reached the server.` : '';
  const example = failures[0] ? ` For example: ${failures[0].example}` : '';
  return `${failed.toLocaleString('en')} of ${formatCount(sent, 'request')} failed${later}: ${codes}.${lost}${keepAliveRace(measured, failures) ?? example}`;
}

/** cockatiel's BrokenCircuitError, opossum's EOPENBREAKER, and what their messages say. */
const BREAKER = /breaker|circuit/i;

/** A breaker that the trouble of our own probes has opened sends nothing until its time is over. */
function isBreakerOpen({ evidence: { phases } }: MeasuredCase, { failed, failedLater, neverArrived, failures }: Seen) {
  const troubled = talliesOf(troubles(phases)).some(({ errors, neverAnswered }) => errors + neverAnswered > 0);
  const areItsOwn = failures.every(({ code, example }) => BREAKER.test(code) || BREAKER.test(example));
  return troubled && areItsOwn && failed === failedLater && neverArrived >= failed;
}

function streamsFailed({ load }: MeasuredCase, { streamFailures }: Seen): string {
  const failed = streamFailures.reduce((sum, { count }) => sum + count, 0);
  const codes = streamFailures.map(({ code, count }) => `${code} ${formatCount(count, 'time')}`).join(', ');
  return `${failed} of ${formatCount(load.streams, 'stream')} failed: ${codes}. For example: ${streamFailures[0]?.example}`;
}

/**
 * A request that was sent on an idle connection just as, or after, the server had closed it. Named only where such
 * closes are enough for all that broke, and the server broke nothing itself.
 */
function keepAliveRace(measured: MeasuredCase, failures: readonly Failure[]): string | undefined {
  const broken = failures.filter(({ code }) => BROKEN.has(code)).reduce((sum, { count }) => sum + count, 0);
  const windows = windowsOf(calm(measured.evidence.phases));
  const byServer = windows.flatMap(({ closures }) => closures).filter(({ by }) => by === 'server');
  const idled = sumOf(byServer.filter(({ reason }) => reason === 'idle'));
  const brokenByServer = sumOf(byServer.filter(({ reason }) => CLOSURE_REASONS[reason].breaks));
  if (broken === 0 || broken > idled || brokenByServer > 0) return undefined;
  return ` This is the keep-alive race: the server had closed ${formatCount(idled, 'idle connection')} after its time-out, and the client sent into them.`;
}

function sumOf(closures: readonly Closure[]): number {
  return closures.reduce((sum, { count }) => sum + count, 0);
}
