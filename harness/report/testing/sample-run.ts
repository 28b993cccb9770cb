import type { Closure, LedgerWindow, RequestClass } from '../../record/evidence/ledger.ts';
import type { CaseRecord, RunRecord } from '../../record/schema.ts';
import { type CaseOverrides, makeCheck, makeRecord } from '../../record/testing/make-record.ts';
import { LOAD_MS, type Shape, sampleLatencies, samplePhases, sampleSeries } from './sample-series.ts';

interface Sample extends Shape {
  name: string;
  limit: number | null;
  opened: number;
  ratePerSecond: number;
  contrast?: boolean;
  failed?: Record<string, string>;
}

/**
 * A run as the default set makes it, with some of everything that a report shows. No clock, no chance: always the same.
 */
export function makeSampleRun(): RunRecord {
  const diagnosed = ['diagnose-loki', 'diagnose-docker'].flatMap((scenario) =>
    SAMPLES.map((sample) => ({ ...makeSample(sample), scenario, target: TARGETS[scenario] ?? {} })),
  );
  return makeRecord({ status: 'fail', cases: [...diagnosed, { ...makeSample(ENFORCED), scenario: 'enforce-limit' }] });
}

const TARGETS: Record<string, Partial<CaseRecord['target']>> = {
  'diagnose-docker': { kind: 'docker', socket: 'unix', address: '/tmp/docker.sock' },
};

const SAMPLES: Sample[] = [
  { name: 'capped-50', limit: 50, peak: 50, left: 50, opened: 50, medianMs: 41, ratePerSecond: 4_612 },
  { name: 'http-agent-50', limit: 50, peak: 50, left: 50, opened: 52, medianMs: 44, ratePerSecond: 4_310 },
  {
    name: 'fetch',
    limit: null,
    peak: 200,
    left: 200,
    opened: 214,
    medianMs: 12,
    ratePerSecond: 9_870,
    failed: {
      drain: '200 connections were still open 1.2 s after the last request; at most 10 idle ones are allowed.',
    },
  },
  {
    name: 'unlimited',
    limit: 50,
    peak: 200,
    left: 200,
    opened: 200,
    medianMs: 13,
    ratePerSecond: 9_655,
    contrast: true,
    failed: { limit: '200 connections were active at once for 5.8 s; the limit is 50.' },
  },
  {
    name: 'no-keep-alive',
    limit: null,
    peak: 200,
    left: 0,
    opened: 17_940,
    medianMs: 31,
    ratePerSecond: 2_990,
    contrast: true,
    failed: { reuse: 'No connection served a second request: 17,940 connections for 17,940 requests.' },
  },
];

const ENFORCED: Sample = {
  name: 'limit-5',
  limit: 5,
  peak: 5,
  left: 5,
  opened: 5,
  medianMs: 83,
  ratePerSecond: 240,
};

function makeSample(sample: Sample): CaseOverrides {
  const { name, limit, peak, opened, ratePerSecond, medianMs, contrast = false, failed = {} } = sample;
  const requests = Math.round((ratePerSecond * LOAD_MS) / 1_000);
  const noReuse = opened >= requests;
  return {
    configuration: name,
    contrast,
    status: Object.keys(failed).length > 0 ? 'fail' : 'pass',
    settings: {
      connectionLimit: limit,
      options: limit === null ? {} : { connections: limit },
      price: priceOf(noReuse),
    },
    checks: ['config', 'limit', 'reuse', 'growth', 'drain', 'close', 'exit', 'errors', 'witnesses'].map((check) =>
      checkOf(check, sample),
    ),
    metrics: {
      requests,
      requestsPerSecond: ratePerSecond,
      errors: 0,
      neverAnswered: 0,
      connectionsOpened: opened,
      connectionsPeak: peak,
      connectionsActivePeak: peak,
      reuseRatio: noReuse ? 0 : 1 - opened / requests,
      latencyP50Ms: medianMs,
      latencyP99Ms: medianMs * 2.6,
      handlesBaseline: 21,
      handlesAfterClose: 21,
    },
    histograms: { latency: sampleLatencies(medianMs) },
    series: sampleSeries(sample),
    evidence: {
      phases: samplePhases(loadWindow(sample, requests)),
      ceiling: { requestsPerSecond: 10_240, latencyP50Ms: 11.2, latencyP99Ms: 24.6, errors: 0 },
      close: { outcome: 'closed', tookMs: 3.4, message: null },
      subjectNode: '26.10.0',
      notMeasured: ['time in the queue: this client does not tell when a request gets its connection'],
    },
  };
}

function checkOf(name: string, { limit, peak, failed = {} }: Sample) {
  if (failed[name])
    return makeCheck({
      name,
      status: 'fail',
      summary: failed[name],
      details: { peak, allowed: limit ?? 10, forMs: 5_800 },
    });
  if (name === 'limit' && limit === null)
    return makeCheck({ name, status: 'skipped', summary: 'The configuration promises no limit.' });
  if (name === 'witnesses')
    return makeCheck({ name, status: 'pass', summary: 'Server, kernel and client counted the same connections.' });
  return makeCheck({ name, summary: `Nothing to object to (${peak} connections at most).`, details: { peak } });
}

function priceOf(noReuse: boolean): string | null {
  return noReuse
    ? 'Every request pays for a connect, and each closed connection keeps a port in TIME_WAIT for a minute.'
    : null;
}

function loadWindow({ peak, opened, left }: Sample, requests: number): LedgerWindow {
  const closed = opened - left;
  const closures: Closure[] = [
    { by: 'client', reason: 'fin', count: closed, active: 0, idleRetirements: 0, endless: 0 },
  ];
  const levels = { longestMs: [LOAD_MS], totalMs: [LOAD_MS] };
  const mean = Math.max(1, Math.round(requests / opened));
  return {
    opened,
    closed,
    requests,
    openAtStart: 0,
    openAtEnd: left,
    activeAtEnd: 0,
    openPeak: peak,
    activePeak: peak,
    requestsInFlightPeak: peak,
    bytesRead: requests * 180,
    bytesWritten: requests * 420,
    neverUsed: 0,
    openLevels: levels,
    activeLevels: levels,
    closures: closed > 0 ? closures : [],
    requestsPerConnection: { min: Math.ceil(mean * 0.9), p50: mean, max: Math.ceil(mean * 1.1) },
    requestClasses: sampleClasses(opened, mean),
    statuses: { 200: requests },
    broken: { byClient: {}, byServer: {} },
    entriesTaken: null,
    serviceMaxMs: 6,
    serviceTimes: null,
    queuedBehindBusy: 0,
    idle: [],
  };
}

/** Most connections near the mean, fewer of them on both sides. */
function sampleClasses(connections: number, mean: number): RequestClass[] {
  if (mean === 1) return [{ from: 1, to: 1, connections }];
  const width = Math.max(1, Math.round(mean / 40));
  const shares = [1, 3, 6, 9, 12, 9, 6, 3, 1].map((share) => Math.round((connections * share) / 50));
  return shares.map((share, index) => {
    const from = Math.max(1, mean + (index - 4) * width);
    return { from, to: from + width - 1, connections: share };
  });
}
