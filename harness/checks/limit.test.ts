import { describe, expect, it } from 'vitest';
import { makeMeasured, makeTally, makeWindow } from '../testing/measured-case.ts';
import { limit } from './limit.ts';

/** Seven open, more than five of them for so long in all. */
const overshot = (ms: number) =>
  makeWindow({ openPeak: 7, openLevels: { longestMs: [9, 9, 9, 9, 9, 9, 9], totalMs: [ms, ms, ms, ms, ms, ms, ms] } });

describe('the share of time beyond the limit', () => {
  const later = (ms: number) => ({
    ...makeMeasured({ ledger: { load: makeWindow(), 'probe: rotation': overshot(ms), growth: makeWindow() } }),
    phases: [
      { name: 'load', startMs: 0, endMs: 1_000 },
      { name: 'probe: rotation', startMs: 1_000, endMs: 1_500 },
      { name: 'growth', startMs: 1_500, endMs: 3_000 },
    ],
  });

  it('is taken of the phases in which it was seen', () => {
    expect(limit(later(150)).status).toBe('pass');
    expect(limit(later(300)).status).toBe('fail');
  });

  it('does not shrink by phases that came after the load', () => {
    const { evidence, phases } = later(0);
    const early = { ...makeMeasured({ ledger: { ...evidence.ledger, load: overshot(150) } }), phases };
    expect(limit(early).status).toBe('fail');
  });

  it('leaves out what a rest leaves open', () => {
    const drained = makeMeasured({ ledger: { load: makeWindow(), drain: overshot(90) } });
    expect(limit(drained).status).toBe('pass');
  });
});

describe('the limit', () => {
  const busy = makeWindow({ activePeak: 7, activeLevels: { longestMs: [9, 9, 9, 9, 9, 9, 9], totalMs: [] } });

  it('is wider by the streams that the server saw, and by no others', () => {
    const beside = (seen: number) =>
      limit(makeMeasured({ ledger: { load: busy }, streams: { seen, failures: [] } }, { load: { streams: 2 } }));
    expect(beside(2)).toMatchObject({
      status: 'pass',
      summary: expect.stringContaining('the limit is 7 (2 of them for the streams beside the load)'),
    });
    expect(beside(0).status).toBe('fail');
    expect(limit(makeMeasured({ ledger: { load: busy } }, { load: { streams: 2 } })).status).toBe('fail');
  });

  it('is said to hold through the probes that were tried', () => {
    const probes = { rotation: makeTally(), refusal: makeTally(), 'time-outs': makeTally(), afterwards: makeTally() };
    expect(limit(makeMeasured({ probes })).summary).toMatch(
      /the limit is 5, through rotation, refused connections, time-outs too\.$/,
    );
  });
});
