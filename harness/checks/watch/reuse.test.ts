import { describe, expect, it } from 'vitest';
import { makeWatch, type WatchOverrides } from '../../record/testing/make-watch.ts';
import { reuse } from './reuse.ts';

/** The client closed first what is gone, where a test does not say otherwise. */
const judge = ({ lines = {}, ...overrides }: WatchOverrides) => {
  return reuse(makeWatch({ ...overrides, lines: { 'state.time-wait': lines.brief ?? lines.opened, ...lines } }));
};
const perSecond = (rate: number) => (seconds: number) => Math.round(rate * seconds);

describe('reuse, without a count of requests', () => {
  it('fails a client that opens many and keeps none, by what is in TIME_WAIT too', () => {
    const own = { held: () => 1, opened: perSecond(1), metOnce: perSecond(1) };
    const lines = { ...own, brief: perSecond(99), 'state.time-wait': perSecond(100) };
    expect(judge({ lines })).toMatchObject({
      status: 'fail',
      summary:
        '3,000 connections opened in 30 s, 100 a second, each there for about 10 ms, and 3,000 are in TIME_WAIT: they are not used again.',
    });
  });

  it('passes a pool that opens one now and then, and one that opens none', () => {
    const calm = { opened: perSecond(0.2), closed: perSecond(0.2), 'state.time-wait': () => 0 };
    expect(judge({ lines: calm })).toMatchObject({
      status: 'pass',
      summary:
        '6 connections opened in 30 s, 0.2 a second, each there for about 25 s; at most 0 connections in TIME_WAIT.',
    });
    expect(judge({}).summary).toMatch(/^None was opened in 30 s/);
  });

  it('takes those that are there for less than a second each for brief', () => {
    const each = (held: number) => judge({ lines: { held: () => held, opened: perSecond(5) } }).status;
    expect([each(4), each(5)]).toEqual(['fail', 'pass']);
  });

  it('judges from thirty connections on', () => {
    const opened = (count: number) =>
      judge({ durationMs: 20_000, lines: { held: () => 0, opened: perSecond(count / 20) } });
    expect([opened(29).status, opened(30).status]).toEqual(['pass', 'fail']);
  });

  it('judges from one a second on', () => {
    const rate = (perMinute: number) =>
      judge({ durationMs: 60_000, lines: { held: () => 0, opened: perSecond(perMinute / 60) } });
    expect([rate(59).status, rate(60).status]).toEqual(['pass', 'fail']);
  });

  it('takes ten seconds, because a burst is no rate', () => {
    const within = (durationMs: number) =>
      judge({ durationMs, lines: { held: () => 0, opened: perSecond(50) } }).status;
    expect([within(9_999), within(10_000)]).toEqual(['inconclusive', 'fail']);
  });

  it('is not blamed on a client of which the server closes the connections: then few of them, not a quarter of them, wait', () => {
    const waiting = (timeWait: WatchOverrides['lines']) =>
      judge({ durationMs: 100_000, lines: { held: () => 1, opened: perSecond(10), ...timeWait } });
    expect(waiting({ 'state.time-wait': () => 150 }).status).toBe('fail');
    expect(waiting({ 'state.time-wait': () => 149 })).toMatchObject({
      status: 'inconclusive',
      summary: expect.stringMatching(
        /and 149 are in TIME_WAIT\. Few of them are left in TIME_WAIT: the server closes them first/,
      ),
    });
    // A Unix socket has no such state.
    expect(waiting({ 'state.time-wait': undefined }).status).toBe('fail');
  });

  it('is blamed on these processes if two of them were met, and may else be that of others', () => {
    const met = (count: number) =>
      judge({ lines: { held: () => 0, brief: perSecond(100), opened: () => count, metOnce: () => count } });
    expect(met(2).status).toBe('fail');
    expect(met(1)).toMatchObject({
      status: 'inconclusive',
      summary: expect.stringMatching(/they are not used again\. 1 of them was met while it lasted: they may be other/),
    });
    expect(met(0).summary).toMatch(/each too brief to be met by a look.* None of them was met/);
  });

  it('is blamed on nobody where the connections of all clients are counted', () => {
    const lines = { held: () => 0, opened: perSecond(100), metOnce: perSecond(100) };
    expect(judge({ whose: 'all clients', lines })).toMatchObject({
      status: 'inconclusive',
      summary: expect.stringMatching(/They are those of all clients\.$/),
    });
  });

  it('is not known without a table', () => {
    expect(judge({ lines: { held: undefined } }).status).toBe('inconclusive');
  });
});
