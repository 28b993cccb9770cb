import { describe, expect, it } from 'vitest';
import { makePhases, makeSnapshot } from '../../record/testing/make-evidence.ts';
import { makeCase } from '../../record/testing/make-record.ts';
import { connectionsChart } from './connections.ts';
import { descriptorsChart, memoryChart } from './descriptors.ts';
import { peakOf, thin } from './time.ts';

const phases = makePhases({
  load: { startMs: 1_000, endMs: 3_000 },
  collect: { startMs: 3_000, endMs: 3_000 },
});

describe('a long series', () => {
  const t = Array.from({ length: 50_000 }, (_, index) => index * 10);
  const v = t.map((tMs) => (tMs === 123_450 ? 51 : 50));

  it('is thinned to fewer than 1,000 points and keeps its peak', () => {
    const thinned = thin({ t, v });
    expect(thinned.t.length).toBeLessThan(1_000);
    expect(peakOf(thinned)).toBe(51);
  });

  it('is left alone while it is short', () => {
    const short = { t: [0, 5], v: [1, 2] };
    expect(thin(short)).toBe(short);
  });
});

describe('the chart of connections', () => {
  const { drawing, summary } = connectionsChart(
    makeCase({
      evidence: { phases },
      series: {
        'connections.ledger': { t: [1_100, 2_000], v: [30, 50] },
        'connections.active': { t: [1_100, 2_500], v: [48, 0] },
      },
    }),
  );

  it('starts before the first connection with none and holds the last count until the end', () => {
    expect(drawing).toMatchObject({ lines: [{ series: { t: [0, 1_100, 2_000, 3_000], v: [0, 30, 50, 50] } }, {}, {}] });
  });

  it('leaves out phases without length', () => {
    expect(drawing).toMatchObject({ fromMs: 1_000, toMs: 3_000 });
    expect(drawing).toHaveProperty('bands', [{ name: 'load', startMs: 1_000, endMs: 3_000 }]);
  });

  it('draws the limit over the whole width and says the peaks in words', () => {
    expect(drawing).toMatchObject({ lines: [{}, {}, { role: 'limit', series: { t: [1_000, 3_000], v: [50, 50] } }] });
    expect(summary).toBe('At most 50 open, 48 with a request in flight, limit 50.');
  });

  it('draws what is active as its least, mean and most, where the ledger kept them', () => {
    const series = {
      'connections.active': { t: [1_100, 1_119, 2_000], v: [48, 40, 0] },
      'connections.active.low': { t: [1_100, 2_000], v: [12, 0] },
      'connections.active.mean': { t: [1_100, 2_000], v: [30.5, 0] },
    };
    // 240 stretches of 10 ms.
    const short = makePhases({ load: { startMs: 1_000, endMs: 2_400 } });
    const { drawing: banded } = connectionsChart(makeCase({ evidence: { phases: short }, series }));
    expect(banded).toMatchObject({ lines: [{ role: 'limit' }], spread: { name: 'with a request in flight' } });
    const spread = banded?.kind === 'time' ? banded.spread : null;
    expect(spread).toEqual({
      name: 'with a request in flight',
      t: [0, 1_100, 1_120, 2_000],
      low: [0, 12, 12, 0],
      mean: [0, 30.5, 30.5, 0],
      high: [0, 48, 40, 0],
    });
  });

  it('draws no limit where none is promised', () => {
    const series = { 'connections.ledger': { t: [1], v: [7] } };
    const chart = connectionsChart(makeCase({ series, settings: { connectionLimit: null } }));
    expect(chart.summary).toBe('At most 7 open, an unknown number with a request in flight, no limit promised.');
    expect(chart.drawing).toMatchObject({ lines: [{ role: 'open' }], fromMs: 0, toMs: 1 });
  });

  it('is not drawn where nothing was counted', () => {
    expect(connectionsChart(makeCase({ evidence: { phases } }))).toMatchObject({ summary: '', drawing: null });
  });
});

describe('the charts of descriptors and memory', () => {
  const closed = makeSnapshot(0);
  const snapshot = { ...closed, outside: { ...closed.outside, descriptors: 21, rssBytes: null } };
  const measured = makeCase({
    metrics: { handlesBaseline: 21, handlesAfterClose: 21 },
    evidence: {
      phases: makePhases({
        load: { startMs: 0, endMs: 90 },
        close: { startMs: 90, endMs: 95, snapshot },
        exit: { startMs: 96, endMs: 120 },
      }),
    },
    series: {
      descriptors: { t: [0, 50, 100], v: [21, 22, 0] },
      rssBytes: { t: [0, 50, 100], v: [2 ** 20, 3 * 2 ** 20, 0] },
    },
  });

  it('end with the look after close(), not with what the dying process gave back', () => {
    const { drawing, summary } = descriptorsChart(measured);
    expect(drawing).toMatchObject({ toMs: 95, lines: [{ series: { t: [0, 50, 95], v: [21, 22, 21] } }] });
    expect(summary).toBe('21 before the first request, at most 22 descriptors, 21 after close().');
  });

  it('stand apart, memory in MiB', () => {
    const { drawing, summary } = memoryChart(measured);
    expect(drawing).toMatchObject({ unit: 'MiB', lines: [{ series: { t: [0, 50, 95], v: [1, 3, 3] } }] });
    expect(summary).toBe('At most 3 MiB; 1 MiB at first, 3 MiB at the end.');
  });

  it('are not drawn from a sample of the process before its client was made', () => {
    const early = descriptorsChart(
      makeCase({
        metrics: { handlesBaseline: 21, handlesPeak: 5, handlesAfterClose: 21 },
        evidence: {
          phases: makePhases({
            baseline: { startMs: 40, endMs: 60 },
            load: { startMs: 60, endMs: 90 },
            close: { startMs: 90, endMs: 95, snapshot },
          }),
        },
        series: { descriptors: { t: [0], v: [5] } },
      }),
    );
    expect(early).toMatchObject({ drawing: null, summary: '' });
  });
});
