import { describe, expect, it } from 'vitest';
import type { LedgerWindow } from '../record/evidence/ledger.ts';
import { makeWindow } from '../record/testing/make-evidence.ts';
import { makeMeasured } from '../record/testing/make-measured.ts';
import { limit } from './limit.ts';

const withLoad = (window: Partial<LedgerWindow>) => makeMeasured({ load: { ledger: window } });

describe('limit', () => {
  it('fails when more connections are busy at once than it allows', () => {
    const levels = { longestMs: [900, 900, 900, 900, 900, 60, 60], totalMs: [] };
    expect(limit(withLoad({ activePeak: 7, openPeak: 7, activeLevels: levels }))).toMatchObject({
      status: 'fail',
      summary: '7 connections had a request in flight at once, where the limit is 5; more than 5 for up to 60 ms.',
    });
  });

  it('fails for one connection too many only if that is more than a coincidence of two events', () => {
    const over = (ms: number) =>
      withLoad({ activePeak: 6, activeLevels: { longestMs: [9, 9, 9, 9, 9, ms], totalMs: [] } });
    expect(limit(over(0.3)).status).toBe('pass');
    expect(limit(over(30)).status).toBe('fail');
  });

  it('passes a connection too many that is open for a moment, and fails one that stays', () => {
    const over = (ms: number) => withLoad({ openPeak: 6, openLevels: { longestMs: [9, 9, 9, 9, 9, ms], totalMs: [] } });
    expect(limit(over(2))).toMatchObject({ status: 'pass', summary: expect.stringContaining('6 open for a moment') });
    expect(limit(over(400)).status).toBe('fail');
  });

  it('fails many short overshoots that together last', () => {
    const levels = { longestMs: [9, 9, 9, 9, 9, 9, 9], totalMs: [900, 900, 900, 900, 900, 300, 200] };
    expect(limit(withLoad({ openPeak: 7, openLevels: levels })).status).toBe('fail');
  });

  it('cannot tell one too many from a pool for checks of health, where single requests were seen at rest', () => {
    const levels = { longestMs: Array(9).fill(900), totalMs: Array(9).fill(900) };
    const load = (open: number) => ({ openPeak: open, openLevels: { ...levels, longestMs: Array(open).fill(900) } });
    const at = (requests: number, activePeak = 1) => ({ ledger: { requests, activePeak } });
    const judged = (open: number, collect: ReturnType<typeof at>, drive: 'http' | 'stdin' | 'own' | null = null) => {
      const phases = { load: { ledger: load(open) }, drain: at(1), collect };
      return limit(makeMeasured(phases, { evidence: { drive } })).status;
    };
    expect([judged(6, at(1)), judged(6, at(1), 'http')]).toEqual(['inconclusive', 'inconclusive']);
    expect([judged(6, at(0)), judged(6, at(3, 2)), judged(7, at(1))]).toEqual(['fail', 'fail', 'fail']);
    // What is fed works off what it was given.
    expect([judged(6, at(1), 'stdin'), judged(6, at(1), 'own')]).toEqual(['fail', 'fail']);
    const owing = { ledger: { ...load(6), statuses: { 200: 60 } }, tally: { answered: 100 } };
    expect(limit(makeMeasured({ load: owing, drain: at(1), collect: at(1) })).status).toBe('fail');
  });

  it('is skipped where none is declared, and where the load cannot try it', () => {
    expect(limit(makeMeasured({}, { settings: { connectionLimit: null } })).status).toBe('skipped');
    expect(limit(makeMeasured({}, { load: { concurrency: 5 } })).status).toBe('skipped');
  });
});

/** Seven open, more than five of them for this long in all. */
const overshot = (ms: number) => ({
  openPeak: 7,
  openLevels: { longestMs: [9, 9, 9, 9, 9, 9, 9], totalMs: [ms, ms, ms, ms, ms, ms, ms] },
});

describe('the share of time beyond the limit', () => {
  const lasting = (laterMs: number, loadMs = 0) =>
    makeMeasured({
      load: { ledger: loadMs > 0 ? overshot(loadMs) : {} },
      rotation: { ledger: overshot(laterMs), startMs: 1_000, endMs: 1_500 },
      growth: { ledger: {}, startMs: 1_500, endMs: 3_000 },
    });

  it('is taken of the phases in which it was seen', () => {
    expect(limit(lasting(150)).status).toBe('pass');
    expect(limit(lasting(300)).status).toBe('fail');
  });

  it('does not shrink by phases that came after the load', () => {
    expect(limit(lasting(0, 150)).status).toBe('fail');
  });

  it('leaves out what a rest leaves open', () => {
    const drained = makeMeasured({ drain: { ledger: overshot(90) } });
    expect(limit(drained).status).toBe('pass');
  });
});

describe('the limit', () => {
  it('says on what it was judged where few connections were busy at once', () => {
    const held = (activePeak: number, openPeak: number) =>
      limit(makeMeasured({ load: { ledger: { activePeak, openPeak } } }));
    expect(held(1, 5)).toMatchObject({
      status: 'pass',
      summary:
        'At most 1 connection busy and 5 open at once; the limit is 5. The server answered too fast for more to be busy at the same moment: the limit was judged on the open ones.',
    });
    expect(held(1, 1).summary).toContain('hardly tried');
    expect(held(5, 5).summary).toBe('At most 5 connections busy and 5 open at once; the limit is 5.');
  });

  const busy = makeWindow({ activePeak: 7, activeLevels: { longestMs: [9, 9, 9, 9, 9, 9, 9], totalMs: [] } });

  it('is wider by the streams that the server saw, and by no others', () => {
    const beside = (seen: number) =>
      limit(
        makeMeasured(
          { load: { ledger: busy } },
          { evidence: { streams: { seen, failures: [] } }, load: { streams: 2 } },
        ),
      );
    expect(beside(2)).toMatchObject({
      status: 'pass',
      summary: expect.stringContaining('the limit is 7 (2 of them for the streams beside the load)'),
    });
    expect(beside(0).status).toBe('fail');
    expect(limit(makeMeasured({ load: { ledger: busy } }, { load: { streams: 2 } })).status).toBe('fail');
  });

  it('is said to hold through the probes that were tried', () => {
    const tried = { tally: {} };
    const probed = makeMeasured({ rotation: tried, refusal: tried, timeOuts: tried, afterwards: tried });
    expect(limit(probed).summary).toMatch(/the limit is 5, through rotation, refused connections, time-outs too\.$/);
  });
});

describe('the bound of the limit', () => {
  it('is tried from one request more in flight on', () => {
    expect(limit(makeMeasured({}, { load: { concurrency: 6 } })).status).toBe('pass');
  });

  it('is a tenth of the time, of warm-up and load together', () => {
    const warmed = (warmupOverMs: number, loadOverMs: number) =>
      limit(
        makeMeasured({
          warmup: { ledger: overshot(warmupOverMs), startMs: 0, endMs: 500 },
          load: { ledger: overshot(loadOverMs), startMs: 500, endMs: 1_000 },
        }),
      ).status;
    expect([warmed(50, 50), warmed(50, 49)]).toEqual(['fail', 'pass']);
    expect([warmed(0, 100), warmed(99, 0)]).toEqual(['fail', 'pass']);
  });

  it('leaves out what the first client asks by itself beside the second client, if it does', () => {
    const activeLevels = { longestMs: [900, 900, 900, 900, 900, 60, 60], totalMs: [] };
    const beside = (activePeak: number, requests: number, atRest = 0) =>
      limit(
        makeMeasured({
          names: { ledger: { activePeak, requests, activeLevels }, tally: { answered: 100 } },
          drain: { ledger: { activePeak: atRest } },
        }),
      ).status;
    const [asked, more] = [100, 110];
    expect([beside(6, more), beside(7, more), beside(7, more, 2)]).toEqual(['pass', 'fail', 'pass']);
    expect([beside(6, asked, 2), beside(7, asked + 1, 2)]).toEqual(['fail', 'fail']);
  });

  it('leaves out what the first client keeps open beside the second client, and not what that has busy', () => {
    const beside = (window: Partial<LedgerWindow>) => limit(makeMeasured({ names: { ledger: window } }));
    expect(beside(overshot(900)).status).toBe('pass');
    expect(beside({ activePeak: 7 }).status).toBe('fail');
  });

  it('leaves out the close, in which a pool may connect to say good-bye', () => {
    const closing = makeMeasured({ close: { ledger: { activePeak: 9, openPeak: 9 } } });
    expect(limit(closing).status).toBe('pass');
  });

  it('is said with what was seen beyond it, only if there was something', () => {
    expect(limit(makeMeasured()).summary).toBe('At most 5 connections busy and 5 open at once; the limit is 5.');
    expect(limit(makeMeasured({ names: { tally: {} } })).summary).toMatch(/through slow connects by name too\.$/);
    const one = makeMeasured({}, { evidence: { streams: { seen: 1, failures: [] } } });
    expect(limit(one).summary).toMatch(/the limit is 6 \(1 of them for the streams beside the load\)\.$/);
    expect(limit(withLoad({ activePeak: 7, openPeak: 7 })).details).toMatchObject({
      activeOverMs: 0,
      openOverShare: 0,
    });
  });

  it('is not tried where no load was sent', () => {
    expect(limit(makeMeasured({}, { evidence: { phases: [] } })).status).toBe('inconclusive');
  });

  it('leaves out every phase in which no load is sent, however long it lasts', () => {
    const rested = makeMeasured({ drain: { ledger: overshot(900), startMs: 1_000, endMs: 2_000 } });
    expect(limit(rested).status).toBe('pass');
  });
});
