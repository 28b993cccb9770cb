import { describe, expect, it } from 'vitest';
import { makeWatch, type WatchOverrides } from '../../record/testing/make-watch.ts';
import { closeWait } from './close-wait.ts';

const judge = (overrides: WatchOverrides) => closeWait(makeWatch(overrides));
const staying = (valueAt: (seconds: number) => number) => ({ 'state.close-wait': valueAt, closeWaitStaying: valueAt });

describe('connections in CLOSE_WAIT', () => {
  it('fail a client that keeps more and more of what the server has closed', () => {
    expect(judge({ lines: staying((seconds) => Math.floor(seconds / 2)) })).toMatchObject({
      status: 'fail',
      summary:
        '15 connections that the server has closed are kept in CLOSE_WAIT for 5 s or longer, and they become more: the client does not close its end.',
    });
  });

  it('fail one that keeps more of them than its pool may hold', () => {
    const lines = staying((seconds) => (seconds < 10 ? 0 : 6));
    expect(judge({ lines, limit: 5 })).toMatchObject({
      status: 'fail',
      summary: expect.stringContaining('for 5 s or longer, where the limit is 5: the client'),
    });
    expect(judge({ lines, limit: 6 }).status).toBe('inconclusive');
    const rising = staying((seconds) => Math.floor(seconds / 2));
    expect([14, 15].map((limit) => judge({ lines: rising, limit }).status)).toEqual(['fail', 'inconclusive']);
  });

  it('accuse and clear nobody of what a blocking client keeps: the connections of its pool until it uses them', () => {
    expect(judge({ lines: staying((seconds) => (seconds < 10 ? 0 : 10)) })).toMatchObject({
      status: 'inconclusive',
      summary: expect.stringMatching(
        /^10 connections .* so does a client that hears of it only when it uses them next/,
      ),
    });
    // A leak that has hardly begun looks the same.
    const short = { durationMs: 23_999, lines: staying((seconds: number) => Math.floor(seconds / 2)) };
    expect(judge(short).status).toBe('inconclusive');
  });

  it('pass a client that closes at once', () => {
    const passing = (seconds: number) => (seconds % 2 === 0 ? 1 : 0);
    expect(judge({ lines: { 'state.close-wait': passing } })).toMatchObject({
      status: 'pass',
      summary: 'None is in CLOSE_WAIT for 5 s or longer.',
    });
  });

  it('pass a client that closes late: fewer are left than half of the most that there were', () => {
    const going = (left: number) => judge({ lines: staying((seconds) => (seconds < 29 ? 10 : left)) });
    expect(going(6).status).toBe('inconclusive');
    expect(going(5)).toMatchObject({ status: 'pass', summary: expect.stringContaining('and they go: there were 10.') });
    expect(going(0).summary).toContain('10 stayed for 5 s or longer and went');
  });

  it('cannot be judged in less time than they may take', () => {
    const early = (durationMs: number) => judge({ durationMs, lines: { 'state.close-wait': () => 2 } });
    expect([early(4_999).status, early(5_000).status]).toEqual(['inconclusive', 'pass']);
  });

  it('are skipped where the socket has no states', () => {
    expect(judge({ lines: { 'state.close-wait': undefined } }).status).toBe('skipped');
  });
});
