import { formatCount } from '../core/units.ts';
import type { Failure } from '../record/evidence.ts';
import type { MeasuredCase } from '../record/schema.ts';
import { type CheckFunction, loadWindows, verdict } from './check.ts';

/** Codes of a connection that broke with a request on it; undici and node:http have names of their own. */
const BROKEN = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'ERR_STREAM_PREMATURE_CLOSE']);

const PHASES: readonly [RegExp, string][] = [
  [/^(ECONNREFUSED|ENOENT|EAGAIN|ETIMEDOUT|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT)$/, 'connecting'],
  [/^UND_ERR_HEADERS_TIMEOUT$/, 'waiting for the answer'],
  [/^(UND_ERR_BODY_TIMEOUT|UND_ERR_RES_CONTENT_LENGTH_MISMATCH|ERR_STREAM_PREMATURE_CLOSE)$/, 'reading the body'],
  [/^(HTTP_\d+|BAD_RESULT)$/, 'the answer itself'],
];

/** Did requests fail? A request that was never answered is the affair of `stall`. */
export const errors: CheckFunction = (measured) => {
  const { requests } = measured.evidence;
  if (!requests.load) return verdict('errors', 'inconclusive', 'The load did not come to its end.');
  const tallies = [requests.warmup, requests.load].filter((tally) => tally !== null);
  const failed = tallies.reduce((sum, tally) => sum + tally.errors, 0);
  const sent = tallies.reduce((sum, tally) => sum + tally.answered + tally.errors + tally.neverAnswered, 0);
  const failures = tallies
    .flatMap((tally) => tally.failures)
    .map((failure) => ({ ...failure, phase: phaseOf(failure) }));
  const details = { failed, sent, failures };
  if (failed === 0) return verdict('errors', 'pass', `None of ${formatCount(sent, 'request')} failed.`, details);
  const race = keepAliveRace(measured, failures);
  const codes = failures.map(({ code, phase, count }) => `${code} (${phase}) ${count} times`).join(', ');
  const example = failures[0] ? ` For example: ${failures[0].example}` : '';
  return verdict(
    'errors',
    'fail',
    `${failed} of ${formatCount(sent, 'request')} failed: ${codes}.${race ?? example}`,
    details,
  );
};

function phaseOf({ code }: Failure): string {
  return PHASES.find(([pattern]) => pattern.test(code))?.[1] ?? 'in flight';
}

/** A request that was sent on an idle connection just as, or after, the server had closed it. */
function keepAliveRace(measured: MeasuredCase, failures: readonly Failure[]): string | undefined {
  const broken = failures.filter(({ code }) => BROKEN.has(code)).reduce((sum, { count }) => sum + count, 0);
  const closures = loadWindows(measured).flatMap((window) => window.closures);
  const idled = closures.find(({ by, reason }) => by === 'server' && reason === 'idle');
  if (broken === 0 || !idled) return undefined;
  return ` This is the keep-alive race: the server had closed ${formatCount(idled.count, 'idle connection')} after its time-out, and the client sent into them.`;
}
