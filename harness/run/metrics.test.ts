import { describe, expect, it } from 'vitest';
import type { Drive } from '../core/drives.ts';
import type { LedgerWindow } from '../record/evidence/ledger.ts';
import { encodeHistogram, makeLatencyHistogram, recordLatencyMs } from '../record/hdr.ts';
import { makeMeasured } from '../record/testing/make-measured.ts';
import { metricsOf } from './metrics.ts';

function histogramOf(...ms: number[]): string {
  const histogram = makeLatencyHistogram();
  for (const one of ms) recordLatencyMs(histogram, one);
  return encodeHistogram(histogram);
}

function metrics(latency: string | undefined, serviceTimes: string | null) {
  const { evidence } = makeMeasured({ load: { ledger: { serviceTimes } } });
  const histograms: Record<string, string> = latency === undefined ? {} : { latency };
  return metricsOf(evidence, {
    histograms,
    outside: { descriptors: null, rssBytes: null },
    cpuMicros: null,
    callerCpuMicros: null,
  });
}

describe('requests per call', () => {
  const perCall = (window: Partial<LedgerWindow>, answered: number, neverAnswered = 0) => {
    const { evidence } = makeMeasured({
      load: { ledger: window, tally: { answered, neverAnswered } },
      growth: { ledger: { requests: 1, statuses: { 204: 1 } } },
    });
    const nothing = {
      histograms: {},
      outside: { descriptors: null, rssBytes: null },
      cpuMicros: null,
      callerCpuMicros: null,
    };
    return metricsOf(evidence, nothing).requestsPerCall;
  };

  it('are fewer than one where calls share them, whenever they come', () => {
    expect(perCall({ requests: 9 }, 100)).toBe(0.1);
  });

  it('are several where they come again', () => {
    expect(perCall({ requests: 71 }, 24)).toBe(3);
  });

  it('are one whether or not calls that were given up had become requests', () => {
    expect(perCall({ requests: 49 }, 50, 10)).toBe(1);
    expect(perCall({ requests: 55 }, 50, 10)).toBe(1);
    expect(perCall({ requests: 59 }, 50, 10)).toBe(1);
    expect(perCall({ requests: 119 }, 50, 10)).toBe(2);
    expect(perCall({ requests: 24 }, 50, 10)).toBe(0.5);
  });

  it('are not measured without a call', () => {
    expect(perCall({ requests: 0 }, 0)).toBeNull();
  });
});

describe('requests and their cost', () => {
  const of = (drive: Drive | null) => {
    const { evidence } = makeMeasured(
      {
        load: {
          startMs: 0,
          endMs: 2_000,
          ledger: { requests: 400 },
          tally: { answered: 100, elapsedMs: 1_000 },
          fed: { lines: 4_000, heldUpMs: 0, elapsedMs: 1_600 },
        },
      },
      { evidence: { drive } },
    );
    const outside = { descriptors: null, rssBytes: null };
    const { requests, requestsPerSecond, ...cpu } = metricsOf(evidence, {
      histograms: {},
      outside,
      cpuMicros: 8_000,
      callerCpuMicros: drive === 'http' ? 500 : null,
    });
    return [requests, requestsPerSecond, cpu.cpuPerRequestMicros, cpu.callerCpuPerRequestMicros];
  };

  it('are of the calls that were answered, by a client or by a program that is called', () => {
    expect(of(null)).toEqual([100, 100, 80, null]);
    expect(of('http')).toEqual([100, 100, 80, 5]);
  });

  it('are of the requests that reached the target, of a program that nobody calls', () => {
    expect(of('stdin')).toEqual([400, 250, 20, null]);
    expect(of('own')[0]).toBe(400);
  });
});

describe('the server’s time', () => {
  it('is kept apart from what a request took beside it, whatever the client publishes', () => {
    const { serviceP50Ms, outsideServerMeanMs } = metrics(histogramOf(10, 20, 30), histogramOf(10, 10, 10));
    expect(serviceP50Ms).toBeCloseTo(10, 1);
    expect(outsideServerMeanMs).toBeCloseTo(10, 1);
  });

  it('is not subtracted where client and server speak of different requests', () => {
    const redirected = metrics(histogramOf(20), histogramOf(10, 10));
    expect(redirected).toMatchObject({ serviceP50Ms: expect.any(Number), outsideServerMeanMs: null });
  });

  it('is absent where the ledger has none', () => {
    expect(metrics(histogramOf(20), null)).toMatchObject({ serviceP50Ms: null, outsideServerMeanMs: null });
  });
});
