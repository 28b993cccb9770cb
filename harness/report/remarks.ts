import { isCalled } from '../core/drives.ts';
import { mostInFlight } from '../record/most-in-flight.ts';
import type { CaseRecord } from '../record/schema.ts';
import { isAnsweredInTime } from '../record/word-of-client.ts';
import { formatWhole } from './figures.ts';

/** By so much requests and calls may differ before it is worth a word: the last ones of a load may be under way. */
const MUCH = 0.05;

/**
 * Without a busy connection in two of what the limit allows, the figure 'active' is not what the limit was judged on.
 */
const FEW_BUSY = 0.5;

/** Whether rate and latencies are of answers of the server; a record that does not tell is taken at its word. */
export function isRateOfAnswers(one: CaseRecord): boolean {
  const { requestsPerCall } = one.metrics;
  if (requestsPerCall === null) return true;
  return requestsPerCall >= 1 - MUCH && isAnsweredInTime(one.evidence.phases);
}

/** What a reader of the figures must know to read them right, as sentences. */
export function remarksOn(one: CaseRecord): string[] {
  return [requestsPerCallRemark(one), driveRemark(one), busyRemark(one)].filter((remark) => remark !== null);
}

/** '0.1 requests for each call', '3 requests for each call'; null where it was not measured. */
export function requestsPerCallText({ metrics: { requestsPerCall } }: CaseRecord): string | null {
  if (requestsPerCall === null) return null;
  if (requestsPerCall === 0) return 'no request at the server';
  return `${formatRequests(requestsPerCall)} at the server for each call`;
}

/** '0.1 requests', '1 request'. */
function formatRequests(requests: number): string {
  const rounded = Number(requests.toPrecision(2));
  return `${rounded} ${rounded === 1 ? 'request' : 'requests'}`;
}

function requestsPerCallRemark(one: CaseRecord): string | null {
  const { requestsPerCall } = one.metrics;
  const text = requestsPerCallText(one);
  if (requestsPerCall === null || text === null) return null;
  if (requestsPerCall < 1 - MUCH)
    return `${text}: rate and latencies are of calls, which the server did not see one by one`;
  if (!isRateOfAnswers(one)) return 'calls end before the server has answered: rate and latencies are not of answers';
  return requestsPerCall > 1 + MUCH ? text : null;
}

function driveRemark({ evidence: { drive }, metrics: { requests } }: CaseRecord): string | null {
  if (isCalled(drive) || requests === null) return null;
  return 'nobody calls this program: its requests, and its CPU time for each, are counted at the target';
}

function busyRemark(one: CaseRecord): string | null {
  const { metrics, settings } = one;
  const { connectionsActivePeak: active, connectionsPeak: open } = metrics;
  const { connectionLimit: limit } = settings;
  if (active === null || open === null || limit === null) return null;
  const few = FEW_BUSY * Math.min(limit, mostInFlight(one));
  if (active >= few || open < few) return null;
  return `the server answered too fast for more than ${formatWhole(active)} of ${formatWhole(open)} connections to be busy at once: the limit was judged on the open ones`;
}
