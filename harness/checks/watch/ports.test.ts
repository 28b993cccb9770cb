import { describe, expect, it } from 'vitest';
import { makeWatch, type WatchOverrides } from '../../record/testing/make-watch.ts';
import { ports } from './ports.ts';

const TEN_THOUSAND = { low: 40_001, high: 50_000, reusesTimeWait: false };
const judge = (overrides: WatchOverrides) => ports(makeWatch({ ports: TEN_THOUSAND, ...overrides }));
const perSecond = (rate: number) => (seconds: number) => Math.round(rate * seconds);

describe('the ports for outgoing connections', () => {
  it('pass where few are taken', () => {
    expect(judge({})).toMatchObject({
      status: 'pass',
      summary: '5 ports of 10,000 for connections to this address, less than 0.1 %, were taken at once.',
    });
  });

  it('fail once four fifths are taken', () => {
    const taken = (count: number, held = count) => judge({ lines: { held: () => held, portsUsed: () => count } });
    expect(taken(7_999).status).toBe('pass');
    expect(taken(8_000)).toMatchObject({ status: 'fail', summary: expect.stringContaining('8,000 ports of 10,000') });
    // Others may have them for their own reasons.
    expect([taken(9_000, 8_000).status, taken(9_000, 7_999).status]).toEqual(['fail', 'inconclusive']);
    expect(taken(9_000, 5).summary).toMatch(/8,995 of them are other processes': they run out, and it is not known by/);
  });

  it('fail where they run out within an hour at the rate at which connections are kept', () => {
    const kept = (rate: number) => ({ held: perSecond(rate), portsUsed: perSecond(rate) });
    expect(judge({ lines: kept(10) })).toMatchObject({
      status: 'fail',
      summary:
        '300 ports of 10,000 for connections to this address, 3 %, were taken at once; at this rate they last for another 16 min 10 s.',
    });
    const upTo = (limit: number) => judge({ limit, lines: kept(10) }).status;
    expect([upTo(9_999), upTo(10_000)]).toEqual(['pass', 'fail']);
    expect([judge({ lines: kept(2.8) }).status, judge({ lines: kept(2.6) }).status]).toEqual(['fail', 'pass']);
    expect(judge({ lines: kept(1) })).toMatchObject({
      status: 'pass',
      summary: expect.stringMatching(/another 2 hours\.$/),
    });
  });

  it('fail where a minute of connections in TIME_WAIT is more than there are, and not before it can be told', () => {
    const closing = (rate: number, overrides: WatchOverrides = {}) =>
      judge({ ...overrides, lines: { 'state.time-wait': perSecond(rate), portsUsed: perSecond(rate) } });
    expect(closing(200)).toMatchObject({
      status: 'fail',
      summary: expect.stringContaining('at this rate 12,000 will be in TIME_WAIT, more than there are'),
    });
    expect(closing(150).status).toBe('pass');
    expect(closing(200, { durationMs: 9_000 }).status).toBe('pass');
    expect(closing(200, { ports: { ...TEN_THOUSAND, reusesTimeWait: true } }).status).toBe('pass');
  });

  it('are skipped where there are none, or their range is not known', () => {
    expect(judge({ ports: null })).toMatchObject({
      status: 'skipped',
      summary: expect.stringMatching(/^It is not known/),
    });
    const target = { socket: 'unix' as const, places: ['/run/x.sock'] };
    expect(judge({ target }).summary).toBe('A Unix socket has no ports.');
    expect(judge({ lines: { portsUsed: undefined } }).status).toBe('skipped');
  });
});
