import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../record/evidence/subject.ts';
import { makeSnapshot, onUnixSocket, withOwn } from '../record/testing/make-evidence.ts';
import { makeMeasured } from '../record/testing/make-measured.ts';
import type { CaseOverrides } from '../record/testing/make-record.ts';
import { drain } from './drain.ts';

describe('drain', () => {
  const left = (drained: Snapshot, collected = drained, uncollected: Snapshot | null = null) =>
    makeMeasured({ drain: { snapshot: drained }, collect: { snapshot: collected, uncollected } });

  it('fails when more is kept than the pool may keep', () => {
    expect(drain(left(makeSnapshot(9)))).toMatchObject({
      status: 'fail',
      summary: expect.stringMatching(/^9 connections open/),
    });
  });

  it('names what only the garbage collector gives back', () => {
    const check = drain(left(makeSnapshot(9), makeSnapshot(2)));
    expect(check).toMatchObject({ status: 'fail', summary: expect.stringContaining('only by the garbage collector') });
  });

  it('says when they went, where they were gone before garbage was collected by force', () => {
    const at = (open: number) => drain(left(makeSnapshot(9), makeSnapshot(2), makeSnapshot(open))).summary;
    expect(at(9)).toMatch(/; given back only by the garbage collector\.$/);
    expect(at(2)).toMatch(/; gone later, before garbage was collected by force\.$/);
  });

  it('passes one that is busy with what the client asks by itself, as it does at rest', () => {
    const asking = (requests: number, busy = 1) =>
      drain(
        makeMeasured({
          drain: { ledger: { requests: 0, activePeak: 1 }, snapshot: makeSnapshot(1, 1, busy) },
          collect: { ledger: { requests, activePeak: 1 }, snapshot: makeSnapshot(1) },
        }),
      ).status;
    expect([asking(1), asking(0), asking(3, 2)]).toEqual(['pass', 'fail', 'fail']);
  });

  it('fails a connection that is busy after the load', () => {
    expect(drain(left(makeSnapshot(3, 3, 1)))).toMatchObject({
      status: 'fail',
      summary: expect.stringMatching(/^1 connection still busy/),
    });
  });

  it('leaves open what is busy with work that was taken in before, and goes on', () => {
    const busy = (answers: number, requests: number) => {
      const load = { ledger: { requests: answers, statuses: { 200: answers } }, tally: { answered: 100 } };
      const rest = { ledger: { requests }, snapshot: makeSnapshot(5, 5, 5) };
      return drain(makeMeasured({ load, drain: rest, collect: rest }));
    };
    expect(busy(60, 30)).toMatchObject({
      status: 'inconclusive',
      summary: expect.stringMatching(/^5 connections still busy after the load: it goes on with requests/),
    });
    expect([busy(60, 0).status, busy(100, 30).status]).toEqual(['fail', 'fail']);
  });

  it('fails sockets that the subject holds and the server does not see', () => {
    expect(drain(left(withOwn(2, { established: 2, 'close-wait': 28 }))).status).toBe('fail');
  });

  it('does not charge the pool for sockets that go elsewhere', () => {
    expect(drain(left(makeSnapshot(5, 30))).status).toBe('pass');
    expect(drain(left(onUnixSocket(5, { sockets: 30, toTarget: 5 }))).status).toBe('pass');
    expect(drain(left(onUnixSocket(5, { sockets: 30, toTarget: 12 }))).status).toBe('fail');
    // A program on a Unix socket does not tell which of its sockets go where.
    expect(drain(left({ ...onUnixSocket(5, { sockets: 30, toTarget: 5 }), inside: null })).status).toBe('pass');
  });

  it('says how many sockets the garbage collector gave back, whether or not the server saw them', () => {
    const check = drain(left(withOwn(2, { 'close-wait': 30 }), withOwn(2, { 'close-wait': 20 })));
    expect(check.summary).toMatch(/the garbage collector gave back 10 of them\.$/);
  });

  it('judges by the server alone where there is no /proc', () => {
    expect(drain(left(makeSnapshot(5, null))).status).toBe('pass');
    expect(drain(left(makeSnapshot(9, null))).status).toBe('fail');
  });

  it('is inconclusive when the subject did not live to see it', () => {
    expect(drain(makeMeasured({ drain: null, collect: null })).status).toBe('inconclusive');
  });

  it('lets a pool keep as many more as the configuration allows, and says why', () => {
    const kept = (serverOpen: number) => {
      const measured = left(makeSnapshot(serverOpen));
      const drain = [{ kind: 'connections', most: 4, reason: 'a warm spare for each of four shards' }];
      return { ...measured, settings: { ...measured.settings, allow: { drain, warnings: [], exit: [] } } };
    };
    expect(drain(kept(9))).toMatchObject({
      status: 'pass',
      summary: expect.stringContaining('keep 5, and up to 4 more are allowed: a warm spare for each of four shards.'),
    });
    expect(drain(kept(5)).summary).not.toContain('allowed');
    expect(drain(kept(10)).status).toBe('fail');
  });
});

describe('what a pool may keep', () => {
  const kept = (open: number, overrides: CaseOverrides = {}, seen = 0) => {
    const at = { snapshot: makeSnapshot(open) };
    const streams = seen > 0 ? { seen, failures: [] } : null;
    return drain(makeMeasured({ drain: at, collect: at }, { ...overrides, evidence: { streams } })).status;
  };

  it.each([
    ['its limit', {}, 5],
    ['fewer, where it keeps fewer idle ones', { settings: { idleLimit: 2 } }, 2],
    ['two for each request that was in flight, without a limit', { settings: { connectionLimit: null } }, 40],
  ])('is %s', (_, overrides, most) => {
    expect([kept(most, overrides), kept(most + 1, overrides)]).toEqual(['pass', 'fail']);
  });

  it('is more by each stream beside the load, which may be busy', () => {
    expect([kept(7, {}, 2), kept(8, {}, 2)]).toEqual(['pass', 'fail']);
    const busy = (count: number) => {
      const at = { snapshot: makeSnapshot(5, 5, count) };
      const evidence = { streams: { seen: 2, failures: [] } };
      return drain(makeMeasured({ drain: at, collect: at }, { evidence })).status;
    };
    expect([busy(2), busy(3)]).toEqual(['pass', 'fail']);
  });

  it('is nothing where no load came to its end and no limit is declared', () => {
    const at = { snapshot: makeSnapshot(1) };
    const measured = makeMeasured(
      { load: { tally: null }, drain: at, collect: at },
      { settings: { connectionLimit: null } },
    );
    expect(drain(measured).status).toBe('fail');
  });

  it('is unknown of a subject that fell before the garbage collector ran', () => {
    const measured = makeMeasured({ drain: { snapshot: makeSnapshot(9) }, collect: null });
    expect(drain(measured).status).toBe('inconclusive');
  });

  it('is said with what the garbage collector gave back, if anything', () => {
    const collected = (count: number) => {
      const [drained, after] = [makeSnapshot(9), makeSnapshot(count)];
      return drain(makeMeasured({ drain: { snapshot: drained }, collect: { snapshot: after } })).summary;
    };
    expect(collected(9)).toMatch(/gave back none\.$/);
    expect(collected(8)).toMatch(/gave back 1 of them\.$/);
  });
});
