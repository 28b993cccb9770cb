import { describe, expect, it } from 'vitest';
import { encodeHistogram, makeLatencyHistogram, recordLatencyMs } from '../../record/hdr.ts';
import { makeCase } from '../../record/testing/make-record.ts';
import { makeDayRun } from '../testing/sample-day.ts';
import { latencyChart } from './latency.ts';

describe('the chart of latency', () => {
  const histogram = makeLatencyHistogram();
  for (let ms = 1; ms <= 1_000; ms += 1) recordLatencyMs(histogram, ms);
  const histograms = { latency: encodeHistogram(histogram) };

  it('goes as far into the tail as there are requests', () => {
    const { drawing } = latencyChart(makeCase({ histograms }));
    const [curve] = drawing?.kind === 'percentiles' ? drawing.curves : [];
    expect(curve?.percentiles[0]).toBe(0);
    expect(curve?.percentiles.at(-1)).toBeCloseTo(99.9, 2);
    expect(curve?.ms.at(-1)).toBeCloseTo(999, -1);
  });

  it('has every percentile that is often asked for', () => {
    const { drawing } = latencyChart(makeCase({ histograms }));
    const [curve] = drawing?.kind === 'percentiles' ? drawing.curves : [];
    const at = (percentile: number) => curve?.ms[curve.percentiles.indexOf(percentile)];
    expect([25, 50, 75, 90, 95, 99, 99.9].map(at)).toEqual(
      [250, 500, 750, 900, 950, 990, 999].map((ms) => expect.closeTo(ms, -1)),
    );
  });

  it('never says 100 of 100, however many requests there were', () => {
    const [of = makeCase()] = makeDayRun().cases;
    const { drawing } = latencyChart(of);
    const percentiles = drawing?.kind === 'percentiles' ? (drawing.curves[0]?.percentiles ?? []) : [];
    expect(percentiles.at(-1)).toBeGreaterThan(99.999999);
    expect(Math.max(...percentiles)).toBeLessThan(100);
    expect(new Set(percentiles).size).toBe(percentiles.length);
  });

  it('stands beside the ceiling where one was measured', () => {
    const ceiling = { requestsPerSecond: 900, latencyP50Ms: 2, latencyP99Ms: 4, errors: 0 };
    const { drawing, summary } = latencyChart(makeCase({ histograms, evidence: { ceiling } }));
    expect(drawing).toMatchObject({ curves: [{}, { role: 'ceiling', percentiles: [50, 99], ms: [2, 4] }] });
    expect(summary).toBe('Half of the requests within 500 ms, 99 of 100 within 990 ms; the ceiling: 2 ms and 4 ms.');
  });

  it('is not drawn of no requests', () => {
    const empty = { latency: encodeHistogram(makeLatencyHistogram()) };
    expect(latencyChart(makeCase({ histograms: empty })).drawing).toBeNull();
    expect(latencyChart(makeCase()).drawing).toBeNull();
  });
});
