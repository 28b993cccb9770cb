import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeCase } from '../../checks/judge.ts';
import type { Joint } from '../../record/evidence/clients.ts';
import { decodeHistogram, encodeHistogram, makeLatencyHistogram, mergeHistograms } from '../../record/hdr.ts';
import type { MeasuredCase } from '../../record/schema.ts';
import { makePhases, makeSnapshot, makeTally, makeWindow } from '../../record/testing/make-evidence.ts';
import { makeCase } from '../../record/testing/make-record.ts';
import { asClient, type ClientCase, jointCase } from './joint-case.ts';

const histogramOf = (latencies: readonly number[]) => {
  const histogram = makeLatencyHistogram();
  for (const value of latencies) histogram.recordValue(value);
  return encodeHistogram(histogram);
};
const PERCENTILES = [0, 1, 50, 90, 99, 99.9, 100];
const percentilesOf = (text: string) => {
  const histogram = decodeHistogram(text);
  return [histogram.totalCount, ...PERCENTILES.map((one) => histogram.getValueAtPercentile(one))];
};

/** A client that was answered 100 requests over 5 connections, where the test says nothing else. */
function makeClient({ answered = 100, latencies = [1_000] }: { answered?: number; latencies?: number[] }): ClientCase {
  const {
    status: _,
    checks: __,
    ...measured
  } = makeCase({
    configuration: 'capped',
    settings: { connectionLimit: 5 },
    metrics: { requests: answered, requestsPerSecond: answered },
    histograms: { latency: histogramOf(latencies) },
    evidence: { phases: makePhases({ warmup: { ledger: makeWindow() }, load: { tally: makeTally({ answered }) } }) },
    expect: { latencyP99Ms: '<50' },
  });
  return asClient(measured, { client: 1, clients: 2 });
}

const together = (overrides: Partial<Joint['load']['window']> = {}): Joint => {
  const { openPeak, activePeak, requestsInFlightPeak, openLevels, activeLevels } = makeWindow(overrides);
  const window = { openPeak, activePeak, requestsInFlightPeak, openLevels, activeLevels };
  const stretch = { window, startMs: 0, endMs: 1_000 };
  return { before: stretch, load: stretch, series: { open: { t: [], v: [] }, active: { t: [], v: [] } } };
};
const checksOf = (measured: MeasuredCase) =>
  Object.fromEntries(judgeCase(measured).checks.map(({ name, status }) => [name, status]));

describe('latencies of several clients', () => {
  const anyLatencies = fc.array(fc.integer({ min: 1, max: 3_600_000_000 }), { maxLength: 60 });

  it('merge to those of all requests, however they are divided, in whichever order and grouping', () => {
    fc.assert(
      fc.property(fc.array(anyLatencies, { minLength: 1, maxLength: 6 }), fc.nat(5), (clients, cut) => {
        const whole = percentilesOf(histogramOf(clients.flat()));
        const each = clients.map(histogramOf);
        const groups = [each.slice(0, cut), each.slice(cut)].filter((group) => group.length > 0).map(mergeHistograms);
        expect(percentilesOf(mergeHistograms(each))).toEqual(whole);
        expect(percentilesOf(mergeHistograms(each.toReversed()))).toEqual(whole);
        expect(percentilesOf(mergeHistograms(groups))).toEqual(whole);
      }),
      { numRuns: 15 },
    );
  });
});

describe('the case of all clients together', () => {
  it('has the sums of what each was answered, and the percentiles of all of it', () => {
    const clients = [makeClient({ answered: 90, latencies: [1_000, 1_000] }), makeClient({ latencies: [9_000] })];
    const { metrics, evidence, configuration, clientOf } = jointCase(clients, together());
    expect(configuration).toBe('capped, all 2 clients');
    expect(clientOf).toEqual({ configuration: 'capped', client: null, clients: 2 });
    expect(metrics).toMatchObject({ requests: 190, connectionsOpened: 10, latencyP50Ms: 1, connectionsPeak: 5 });
    expect(metrics.latencyP99Ms).toBeCloseTo(9, 1);
    expect(evidence.shares?.map(({ requests }) => requests)).toEqual([90, 100]);
  });

  it('takes the peak of the joint account, which is no sum, and judges the limit of all of them by it', () => {
    const clients = [makeClient({}), makeClient({})];
    expect(checksOf(jointCase(clients, together({ openPeak: 10, activePeak: 10 })))).toMatchObject({ limit: 'pass' });
    // Each of the two may show one more for a moment, while another one closes.
    expect(checksOf(jointCase(clients, together({ openPeak: 12, activePeak: 12 })))).toMatchObject({ limit: 'pass' });
    const over = { openPeak: 14, activePeak: 14, activeLevels: { longestMs: Array(14).fill(900), totalMs: [] } };
    expect(checksOf(jointCase(clients, together(over)))).toMatchObject({ limit: 'fail' });
  });

  it('promises what all of them promise together', () => {
    const client = makeClient({});
    const settings = { ...client.settings, idleLimit: 3, lifetimeMs: 500, rateLimit: { requests: 100, perMs: 1_000 } };
    const promising = { ...client, settings };
    expect(jointCase([promising, promising], together()).settings).toMatchObject({
      connectionLimit: 10,
      idleLimit: 6,
      lifetimeMs: 500,
      rateLimit: { requests: 200, perMs: 1_000 },
    });
  });

  it('allows for the streams that each holds open beside its load', () => {
    const [client] = [makeClient({})];
    const streaming = { ...client, evidence: { ...client.evidence, streams: { seen: 2, failures: [] } } };
    const window = { openPeak: 14, activePeak: 14, activeLevels: { longestMs: Array(14).fill(900), totalMs: [] } };
    expect(checksOf(jointCase([streaming, streaming], together(window)))).toMatchObject({ limit: 'pass' });
  });

  it('allows for the answers without an end that each asked for before its load', () => {
    const atRest = (busy: number) => ({ ledger: makeWindow(), snapshot: makeSnapshot(5, 5, busy) });
    const load = { tally: makeTally({ answered: 100 }) };
    const follows = (busy: number): ClientCase => {
      const client = makeClient({});
      const phases = makePhases({ baseline: atRest(2), warmup: { ledger: makeWindow() }, load, drain: atRest(busy) });
      return { ...client, evidence: { ...client.evidence, phases } };
    };
    const window = { openPeak: 14, activePeak: 14, activeLevels: { longestMs: Array(14).fill(900), totalMs: [] } };
    const limitOf = (client: ClientCase) => checksOf(jointCase([client, client], together(window))).limit;
    expect([2, 0].map((busy) => limitOf(follows(busy)))).toEqual(['pass', 'fail']);
  });

  it('is held to the bounds of the scenario, each client by itself is not', () => {
    const [slow, quick] = [makeClient({ latencies: [90_000] }), makeClient({ latencies: [1_000] })];
    expect(checksOf(jointCase([slow, quick], together()))).toMatchObject({ 'threshold:latencyP99Ms<50': 'fail' });
    expect(checksOf(slow)).not.toHaveProperty('threshold:latencyP99Ms<50');
  });
});
