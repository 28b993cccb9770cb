import { describe, expect, it } from 'vitest';
import { makeBorder, makeMeasured, onUnixSocket, withOwn } from '../testing/measured-case.ts';
import { drain } from './drain.ts';

describe('drain', () => {
  const borders = (drained: ReturnType<typeof makeBorder>, collected = drained) =>
    makeMeasured({ borders: { baseline: makeBorder(0), drain: drained, collect: collected } });

  it('fails when more is kept than the pool may keep', () => {
    expect(drain(borders(makeBorder(9)))).toMatchObject({
      status: 'fail',
      summary: expect.stringMatching(/^9 connections open/),
    });
  });

  it('names what only the garbage collector gives back', () => {
    const check = drain(borders(makeBorder(9), makeBorder(2)));
    expect(check).toMatchObject({ status: 'fail', summary: expect.stringContaining('only by the garbage collector') });
  });

  it('fails a connection that is busy after the load', () => {
    expect(drain(borders(makeBorder(3, 3, 1)))).toMatchObject({
      status: 'fail',
      summary: expect.stringMatching(/^1 connection still busy/),
    });
  });

  it('fails sockets that the subject holds and the server does not see', () => {
    expect(drain(borders(withOwn(2, { established: 2, 'close-wait': 28 }))).status).toBe('fail');
  });

  it('does not charge the pool for sockets that go elsewhere', () => {
    expect(drain(borders(makeBorder(5, 30))).status).toBe('pass');
    expect(drain(borders(onUnixSocket(5, { sockets: 30, toTarget: 5 }))).status).toBe('pass');
    expect(drain(borders(onUnixSocket(5, { sockets: 30, toTarget: 12 }))).status).toBe('fail');
  });

  it('says how many sockets the garbage collector gave back, whether or not the server saw them', () => {
    const check = drain(borders(withOwn(2, { 'close-wait': 30 }), withOwn(2, { 'close-wait': 20 })));
    expect(check.summary).toMatch(/the garbage collector gave back 10 of them\.$/);
  });

  it('judges by the server alone where there is no /proc', () => {
    expect(drain(borders(makeBorder(5, null))).status).toBe('pass');
    expect(drain(borders(makeBorder(9, null))).status).toBe('fail');
  });

  it('is inconclusive when the subject did not live to see it', () => {
    expect(drain(makeMeasured({ borders: { baseline: makeBorder(0) } })).status).toBe('inconclusive');
  });

  it('lets a pool keep so many more as the configuration allows, and tells why', () => {
    const kept = (serverOpen: number) => {
      const measured = borders(makeBorder(serverOpen));
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
