import type { CaseEvidence } from '../record/evidence/case.ts';
import type { LedgerWindow } from '../record/evidence/ledger.ts';
import { decodeHistogram, percentileMs } from '../record/hdr.ts';
import type { Metrics } from '../record/metrics.ts';
import { played, untilLoadEnd, windowsOf } from '../record/phases/select.ts';
import { PHASES, type PhaseKind } from '../record/phases/table.ts';
import { bothAccounts } from '../record/word-of-client.ts';

interface Instruments {
  /** HDR histograms of the load by name. */
  histograms: Record<string, string>;
  outside: { descriptors: number | null; rssBytes: number | null };
  cpuMicros: number | null;
  callerCpuMicros: number | null;
}

/**
 * The figures of a case, from what was seen. Connections and reuse count from the making of the client, warm-up
 * included.
 */
export function metricsOf(
  evidence: CaseEvidence,
  { histograms, outside, cpuMicros, callerCpuMicros }: Instruments,
): Metrics {
  const percentile = (name: string, of: number) => percentileOf(histograms[name], of);
  const phases = evidence.phases;
  const { tally: load = null, ledger: loaded } = played(phases, PHASES.load) ?? {};
  const work = workOf(evidence);
  const windows = windowsOf(untilLoadEnd(phases));
  const handlesAt = (kind: PhaseKind) => played(phases, kind)?.snapshot?.outside.descriptors ?? null;
  const opened = sum(windows, 'opened');
  const requests = sum(windows, 'requests');
  return {
    requests: work?.requests ?? null,
    requestsPerSecond: work && work.elapsedMs > 0 ? round(work.requests / (work.elapsedMs / 1_000)) : null,
    errors: load?.errors ?? null,
    connectionsOpened: windows.length > 0 ? opened : null,
    connectionsPeak: peak(windows, 'openPeak'),
    reuseRatio: requests > 0 ? Math.max(0, 1 - opened / requests) : null,
    latencyP50Ms: percentile('latency', 50),
    latencyP99Ms: percentile('latency', 99),
    queueWaitP50Ms: percentile('queueWait', 50),
    queueWaitP99Ms: percentile('queueWait', 99),
    handlesBaseline: handlesAt(PHASES.baseline),
    handlesPeak: outside.descriptors,
    handlesAfterDrain: handlesAt(PHASES.drain),
    handlesAfterClose: handlesAt(PHASES.close),
    neverAnswered: load?.neverAnswered ?? null,
    connectionsActivePeak: peak(windows, 'activePeak'),
    latencyP90Ms: percentile('latency', 90),
    latencyMaxMs: percentile('latency', 100),
    firstByteP50Ms: percentile('firstByte', 50),
    firstByteP99Ms: percentile('firstByte', 99),
    closeMs: evidence.close ? round(evidence.close.tookMs) : null,
    ceilingRequestsPerSecond: evidence.ceiling ? round(evidence.ceiling.requestsPerSecond) : null,
    rssPeakBytes: outside.rssBytes,
    cpuPerRequestMicros: perRequest(cpuMicros, work),
    serviceP50Ms: percentileOf(loaded?.serviceTimes, 50),
    serviceP99Ms: percentileOf(loaded?.serviceTimes, 99),
    outsideServerMeanMs: outsideServerMeanMs(histograms.latency, loaded?.serviceTimes),
    requestsPerCall: requestsPerCall(evidence),
    callerCpuPerRequestMicros: perRequest(callerCpuMicros, work),
  };
}

interface Work {
  requests: number;
  elapsedMs: number;
}

/**
 * Requests that our load was answered; of a program that nobody calls those of its own that reached the target
 * meanwhile.
 */
function workOf({ phases, drive }: CaseEvidence): Work | null {
  const load = played(phases, PHASES.load);
  if (!load) return null;
  if (drive === 'stdin' || drive === 'own') {
    return { requests: load.ledger.requests, elapsedMs: load.fed?.elapsedMs ?? load.endMs - load.startMs };
  }
  return load.tally && { requests: load.tally.answered, elapsedMs: load.tally.elapsedMs };
}

function perRequest(micros: number | null, work: Work | null): number | null {
  return micros !== null && work && work.requests > 0 ? round(micros / work.requests) : null;
}

function percentileOf(histogram: string | null | undefined, of: number): number | null {
  return histogram ? percentileMs(decodeHistogram(histogram), of) : null;
}

/**
 * Where requests of the client and answers of the server are not nearly as many, as with redirects, their means are of
 * different things.
 */
const SAME_SHARE = 0.05;

/**
 * Means may be subtracted, which percentiles may not: what the client waited for beside the server, such as a
 * connection.
 */
function outsideServerMeanMs(latency: string | undefined, service: string | null | undefined): number | null {
  if (!latency || !service) return null;
  const [client, server] = [decodeHistogram(latency), decodeHistogram(service)];
  if (Math.abs(client.totalCount - server.totalCount) > SAME_SHARE * client.totalCount) return null;
  return round(Math.max(0, client.mean - server.mean) / 1_000);
}

/**
 * Of the whole life, since some clients send late what they were asked early. A call that was given up may be a request
 * or none.
 */
function requestsPerCall(evidence: CaseEvidence): number | null {
  const { requests, calls, neverAnswered } = bothAccounts(evidence);
  const ended = calls - neverAnswered;
  if (ended === 0) return null;
  if (requests < ended) return round(requests / ended);
  return round(Math.max(1, requests / calls));
}

function sum(windows: LedgerWindow[], key: 'opened' | 'requests'): number {
  return windows.reduce((total, window) => total + window[key], 0);
}

function peak(windows: LedgerWindow[], key: 'openPeak' | 'activePeak'): number | null {
  return windows.length > 0 ? Math.max(...windows.map((window) => window[key])) : null;
}

function round(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
