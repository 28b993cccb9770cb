import { describe, expect, it } from 'vitest';
import { encodeHistogram, makeLatencyHistogram, recordLatencyMs } from '../record/hdr.ts';
import { makeMeasured, makeWindow } from '../testing/measured-case.ts';
import { metricsOf } from './metrics.ts';

function histogramOf(...ms: number[]): string {
  const histogram = makeLatencyHistogram();
  for (const one of ms) recordLatencyMs(histogram, one);
  return encodeHistogram(histogram);
}

function metrics(latency: string | undefined, serviceTimes: string | null) {
  const { evidence } = makeMeasured({ ledger: { load: makeWindow({ serviceTimes }) } });
  const histograms: Record<string, string> = latency === undefined ? {} : { latency };
  return metricsOf(evidence, { histograms, outside: { descriptors: null, rssBytes: null }, cpuMicros: null });
}

describe('the server’s time', () => {
  it('is told apart from what a request took beside it, whatever the client publishes', () => {
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
