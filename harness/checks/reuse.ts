import { formatCount, formatShare } from '../core/units.ts';
import type { LedgerWindow } from '../record/evidence.ts';
import type { MeasuredCase } from '../record/schema.ts';
import { type CheckFunction, loadWindows, peak, total, verdict } from './check.ts';

// A body may resolve just before its socket is back in the pool, so that the next request finds none. Without a limit
// that costs up to one more connection for each request in flight, and now and then one later on.
const LATE_RETURN_SHARE = 0.02;
// A pool at its limit cannot open another for that reason; what is left are accidents.
const ACCIDENT_SHARE = 0.001;

/** Are connections used again? Judged on the connections that no limit, no concurrency and nobody else's close explains. */
export const reuse: CheckFunction = (measured) => {
  const windows = loadWindows(measured);
  const requests = total(windows, 'requests');
  if (requests === 0)
    return verdict('reuse', 'inconclusive', 'No request reached the server, so nothing could be used again.');
  const opened = total(windows, 'opened');
  const ideal = idealConnections(measured, windows);
  const excess = Math.max(0, opened - ideal.connections - ideal.retirements);
  const allowance = allowedExcess(measured, ideal.connections, requests);
  const ratio = Math.max(0, 1 - opened / requests);
  const perConnection = measured.evidence.ledger.load?.requestsPerConnection ?? null;
  const details = {
    opened,
    requests,
    ratio,
    ideal: ideal.connections,
    retirements: ideal.retirements,
    excess,
    allowance,
    perConnection,
  };
  if (requests <= ideal.connections) {
    return verdict(
      'reuse',
      'inconclusive',
      `${formatCount(requests, 'request')} are too few to use ${formatCount(ideal.connections, 'connection')} twice.`,
      details,
    );
  }
  const figures = `${formatCount(opened, 'connection')} for ${formatCount(requests, 'request')} (${formatShare(ratio)} reused); ${ideal.connections} would have done`;
  const forced = ideal.retirements > 0 ? `, and ${ideal.retirements} had to be replaced` : '';
  if (excess > allowance) return verdict('reuse', 'fail', `${figures}${forced}: ${excess} too many.`, details);
  return verdict('reuse', 'pass', `${figures}${forced}.`, details);
};

/** How many connections the load needs at least, and how many ended for reasons that were not the client's choice. */
function idealConnections(measured: MeasuredCase, windows: LedgerWindow[]) {
  // What the client had in flight; a server that answers at once never sees them together.
  const inFlight = measured.evidence.requests.load?.inFlightPeak ?? peak(windows, 'requestsInFlightPeak');
  const connections = Math.min(measured.settings.connectionLimit ?? Number.POSITIVE_INFINITY, Math.max(1, inFlight));
  return { connections: connections + measured.load.streams, retirements: forcedRetirements(measured, windows) };
}

/** Connections that the server ended, that a failed request took with it, or that the client retired while it had no work for them. */
function forcedRetirements({ evidence }: MeasuredCase, windows: LedgerWindow[]): number {
  const closures = windows.flatMap((window) => window.closures);
  const count = (by: 'client' | 'server') =>
    closures.filter((closure) => closure.by === by).reduce((sum, closure) => sum + closure.count, 0);
  const idle = closures.reduce((sum, { idleRetirements }) => sum + idleRetirements, 0);
  const { load, warmup } = evidence.requests;
  const failed = [load, warmup].reduce((sum, tally) => sum + (tally ? tally.errors + tally.neverAnswered : 0), 0);
  // A request that fails or is called off may cost its connection, whether or not it had reached the server.
  return count('server') + idle + Math.min(count('client') - idle, failed);
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
