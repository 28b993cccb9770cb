import { describe, expect, it } from 'vitest';
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
  return metricsOf(evidence, { histograms, outside: { descriptors: null, rssBytes: null }, cpuMicros: null });
}

describe('requests per call', () => {
  const perCall = (window: Partial<LedgerWindow>, answered: number, neverAnswered = 0) => {
    const { evidence } = makeMeasured({
      load: { ledger: window, tally: { answered, neverAnswered } },
      growth: { ledger: { requests: 1, statuses: { 204: 1 } } },
    });
    const nothing = { histograms: {}, outside: { descriptors: null, rssBytes: null }, cpuMicros: null };
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
