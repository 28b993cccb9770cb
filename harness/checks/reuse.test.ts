import { describe, expect, it } from 'vitest';
import type { Closure, LedgerWindow } from '../record/evidence/ledger.ts';
import type { RequestTally } from '../record/evidence/requests.ts';
import { makeAgents, makeHttpKind, makeUndiciKind, makeWindow } from '../record/testing/make-evidence.ts';
import { makeMeasured } from '../record/testing/make-measured.ts';
import { reuse } from './reuse.ts';

const closed = (closure: Partial<Closure>): Closure => {
  return { by: 'client', reason: 'fin', count: 0, active: 0, idleRetirements: 0, endless: 0, ...closure };
};
const judged = (window: Partial<LedgerWindow>, load: Partial<RequestTally> = {}) =>
  reuse(makeMeasured({ load: { ledger: window, tally: load } }));

describe('reuse', () => {
  const idle = (count: number, idleRetirements: number) => {
    const closures = [closed({ by: 'server', reason: 'idle', count, idleRetirements })];
    return judged({ opened: 5 + count, closed: count, closures });
  };

  it("forgives the server's idle closes while the client had nothing to do", () => {
    expect(idle(40, 40).status).toBe('pass');
  });

  it('forgives a pool that takes its places in turn after a rest what idled on meanwhile', () => {
    expect(idle(40, 10).status).toBe('pass');
  });

  it("does not forgive connections that idle into the server's close while others are opened", () => {
    expect(idle(95, 0)).toMatchObject({
      status: 'fail',
      summary: expect.stringContaining('(95 of 95) were closed by the server for being idle'),
    });
  });

  it('forgives a connection for a request that broke, and none for an answer that is an error', () => {
    const lost = { opened: 45, closures: [closed({ count: 40 })] };
    const failures = (code: string) => ({ errors: 40, failures: [{ code, count: 40, example: 'x' }] });
    expect(judged(lost, failures('ECONNRESET')).status).toBe('pass');
    expect(judged(lost, failures('HTTP_503')).status).toBe('fail');
    expect(judged(lost, failures('BAD_RESULT')).status).toBe('fail');
  });

  it('forgives a connection for a call that was given up before it was sent, and no more than there were of these', () => {
    const unsent = (calls: number) => {
      const closures = [closed({ count: 40 })];
      return judged({ opened: 45, closed: 40, neverUsed: 40, closures }, { answered: calls });
    };
    expect(unsent(140).status).toBe('pass');
    expect(unsent(100)).toMatchObject({ status: 'fail', details: { excess: 40 } });
  });

  it('forgives a connection for a call that the client ended by a status that the server never sent, if each call made a request', () => {
    const late = (statuses: Record<string, number>, requests = 100) => {
      const closures = [closed({ count: 40 })];
      return judged({ opened: 45, closed: 40, requests, closures }, { answered: 100, statuses });
    };
    expect(late({ 200: 60, 299: 40 }).status).toBe('pass');
    expect(late({ 200: 65, 299: 35 })).toMatchObject({ status: 'fail', details: { excess: 5 } });
    expect(late({ 200: 100 }).status).toBe('fail');
    // A client that collects calls and answers them itself.
    expect(late({ 299: 100 }, 90).status).toBe('pass');
    expect(late({ 299: 100 }, 89).status).toBe('fail');
  });

  it('knows a client that gives calls up before they get a connection by those that it leaves in mid-request', () => {
    const leaving = (active: number) => {
      const closures = [closed({ count: 40, active })];
      return judged({ opened: 45, closed: 40, requests: 60, closures }, { answered: 100, statuses: { 299: 100 } });
    };
    expect(leaving(10).status).toBe('pass');
    expect(leaving(9).status).toBe('fail');
  });

  it('forgives a connection for an answer without an end that the client left, and none for a body of announced length', () => {
    const left = (count: number, endless: number) => {
      const closures = [closed({ count, active: count, endless })];
      return judged({ opened: 5 + count, closed: count, closures });
    };
    expect(left(40, 0).summary).toContain('(40 of 40) were closed by the client with a FIN, 40 of them with a request');
    expect(left(40, 40)).toMatchObject({
      status: 'pass',
      summary: expect.stringContaining('5 would have done, and 40 had to be replaced'),
    });
    expect(left(40, 0).status).toBe('fail');
    expect(left(40, 30).status).toBe('fail');
  });

  it('forgives a connection for each HEAD request with which the client announced its end', () => {
    const ended = (reason: Closure['reason']) => judged({ opened: 45, closures: [closed({ reason, count: 40 })] });
    expect(ended('head')).toMatchObject({
      status: 'pass',
      summary: expect.stringContaining('40 had to be replaced, 40 of them by the client after a HEAD request.'),
    });
    expect(ended('announced').status).toBe('fail');
  });

  it('forgives a client that closes a connection after its answer, where the server announces to do it within two seconds', () => {
    const hinted = (behaviour: Record<string, unknown>, options: Record<string, unknown> = {}) => {
      const target = { kind: 'http', socket: 'tcp' as const, address: 'http://127.0.0.1', behaviour };
      const load = { ledger: { opened: 100, closures: [closed({ count: 95 })] } };
      return reuse(makeMeasured({ load }, { target, settings: { options } }));
    };
    const said = (idleTimeoutMs: number) => hinted({ idleTimeoutMs, keepAliveHint: true });
    expect(said(2_999)).toMatchObject({
      status: 'pass',
      summary: expect.stringContaining(
        ', and 95 had to be replaced, as the server announces to close them after 2 s, before which clients close them.',
      ),
    });
    expect(said(3_000).status).toBe('fail');
    expect(hinted({ idleTimeoutMs: 500, keepAliveHint: false }).status).toBe('fail');
    const fault = (hint: boolean) => ({
      faults: [
        { kind: 'latency', ms: 1 },
        { kind: 'idle-close', ms: 500, hint },
      ],
    });
    expect([true, false].map((hint) => hinted(fault(hint)).status)).toEqual(['pass', 'fail']);
    const within = (keepAliveTimeoutThreshold: number) =>
      hinted({ idleTimeoutMs: 2_000, keepAliveHint: true }, { keepAliveTimeoutThreshold }).status;
    expect([2_000, 1_000].map(within)).toEqual(['pass', 'fail']);
  });

  it('forgives what a pool had connected before it was asked for anything, whether it needs it or not', () => {
    const ahead = (opened: number, asked = 0) => {
      const baseline = { ledger: { opened: 15, openAtEnd: 15, requests: asked } };
      const drain = { ledger: { opened: 0, requests: 0, neverUsed: 10, closures: [closed({ count: 10 })] } };
      const load = { ledger: { opened, requests: 1_000 }, tally: { inFlightPeak: 4 } };
      return reuse(makeMeasured({ baseline, load, drain }, { load: { concurrency: 4 } }));
    };
    expect(ahead(0)).toMatchObject({ status: 'pass', details: { opened: 15, ideal: 4, spares: { explained: 19 } } });
    expect(ahead(45).status).toBe('fail');
    // Those that were asked for something were no spares.
    expect(ahead(0, 15)).toMatchObject({
      status: 'fail',
      summary: expect.stringMatching(/^10 of 15 connections never/),
    });
  });

  it('lets a request that was called off explain the connection that it was on, and no second one', () => {
    const closures = (busy: number, endless: number, others: number) => [
      closed({ count: busy + others, active: busy, endless }),
    ];
    const calledOff = (of: Parameters<typeof closures>) =>
      judged({ opened: 5 + of[0] + of[2], closures: closures(...of) }, { errors: 0, neverAnswered: 20 });
    expect(calledOff([40, 20, 0]).status).toBe('pass');
    expect(calledOff([20, 20, 0]).status).toBe('pass');
    expect(calledOff([20, 20, 20]).status).toBe('fail');
    expect(calledOff([20, 0, 20]).status).toBe('fail');
    expect(calledOff([0, 0, 20]).status).toBe('pass');
  });

  describe('of connections that never carried a request', () => {
    interface Spared {
      opened?: number;
      errors?: number;
      phase?: 'drain' | 'growth';
    }
    const spares = (neverUsed: number, { opened = 30, errors = 0, phase = 'drain' }: Spared = {}) => {
      const load = { ledger: { requests: 4_000, opened }, tally: { errors, failures: [] } };
      const rest = { opened: 0, requests: 0, neverUsed, closures: [closed({ count: neverUsed })] };
      return reuse(makeMeasured({ load, [phase]: { ledger: rest } }, { settings: { connectionLimit: null } }));
    };

    it('forgives one for each request in flight, and one for each that failed', () => {
      expect(spares(20).status).toBe('pass');
      expect(spares(21)).toMatchObject({
        status: 'fail',
        summary:
          '21 of 30 connections never carried a request, where 20 may have been opened for one that was served or called off meanwhile.',
      });
      expect(spares(60, { errors: 40 }).status).toBe('pass');
      expect(spares(61, { errors: 40 }).status).toBe('fail');
    });

    it('forgives a small share of many that a rule made necessary', () => {
      const retiring = (neverUsed: number) => {
        const closures = [closed({ reason: 'announced', count: 1_000 })];
        const requestsPerConnection = { min: 1, p50: 10, max: 10 };
        return { requests: 10_000, opened: 1_000, closures, requestsPerConnection, neverUsed };
      };
      expect(reuse(makeMeasured({ load: { ledger: retiring(50) } })).status).toBe('pass');
      expect(reuse(makeMeasured({ load: { ledger: retiring(51) } })).status).toBe('fail');
    });

    it('forgives one for each call that the client says it gave up, though it asks as often by itself', () => {
      const polled = (statuses: Record<string, number>) => {
        const load = { ledger: { requests: 100, opened: 30 }, tally: { answered: 100, statuses } };
        const drain = { ledger: { opened: 0, requests: 0, neverUsed: 30, closures: [closed({ count: 30 })] } };
        return reuse(makeMeasured({ load, drain }, { settings: { connectionLimit: null } })).summary;
      };
      expect(polled({ 200: 100 })).toMatch(/^30 of 30 connections never carried a request, where 20 may/);
      expect(polled({ 299: 100 })).not.toContain('never carried a request');
    });

    it('does not count those that the server refused, nor those of cycles in which requests are called off', () => {
      const refused = { neverUsed: 40, closures: [closed({ by: 'server', reason: 'refused', count: 40 })] };
      expect(reuse(makeMeasured({ refusal: { ledger: refused } })).status).toBe('pass');
      expect(spares(99, { phase: 'growth' }).status).toBe('pass');
    });
  });

  it('tells how many connections ended per second, and how', () => {
    const closures = [closed({ count: 20 }), closed({ by: 'server', reason: 'rotation', count: 40 })];
    expect(judged({ opened: 65, closed: 60, closures })).toMatchObject({
      status: 'fail',
      summary: expect.stringContaining('(40 of 60) were closed by the server after their last request'),
      details: { churnPerSecond: 60, closures: [{ count: 40 }, { count: 20 }] },
    });
  });

  describe('of a pool that retires its connections after a number of requests', () => {
    const retiring = (perConnection: number, window: Partial<LedgerWindow> = {}) => {
      const ended = Math.floor(1_000 / perConnection);
      const closures = [closed({ reason: 'announced', count: ended })];
      const requestsPerConnection = { min: 1, p50: perConnection, max: perConnection };
      return { requests: 1_000, opened: ended + 5, closed: ended, closures, requestsPerConnection, ...window };
    };
    const withRule = (rotation: number, window: Partial<LedgerWindow>) =>
      reuse(makeMeasured({ load: { ledger: window } }, { settings: { rotation } }));

    it('says what the rule costs, where the ends were announced and each connection was used as often', () => {
      expect(judged(retiring(10))).toMatchObject({
        status: 'pass',
        summary: expect.stringContaining(
          '; 100 were retired after 10 requests, as the client announced each time: one in 10 requests pays for a connect.',
        ),
      });
      expect(judged(retiring(5)).status).toBe('pass');
    });

    it('knows the rule after the probes too, where connections were already used before', () => {
      const after = retiring(10, { requests: 960 });
      const measured = makeMeasured({ load: { ledger: retiring(10) }, afterwards: { ledger: after } });
      expect(reuse(measured).status).toBe('pass');
    });

    it('sees no rule where each was used four times, some were used less, or nothing was announced', () => {
      expect(judged(retiring(4)).status).toBe('fail');
      expect(judged(retiring(10, { requestsPerConnection: { min: 1, p50: 9, max: 10 } })).status).toBe('fail');
      expect(
        judged(retiring(10, { opened: 120, closures: [closed({ reason: 'announced', count: 115 })] })).status,
      ).toBe('fail');
      expect(judged(retiring(10, { closures: [closed({ reason: 'fin', count: 100 })] })).status).toBe('fail');
    });

    it('believes a rule that is declared, as far as it goes', () => {
      const silently = { closures: [closed({ reason: 'fin', count: 333 })] };
      expect(withRule(3, retiring(3, silently))).toMatchObject({
        status: 'pass',
        summary: expect.stringContaining('333 were retired after 3 requests, as is declared'),
      });
      expect(withRule(10, retiring(5)).status).toBe('fail');
      expect(withRule(2, retiring(2)).status).toBe('fail');
      expect(withRule(1, retiring(1)).status).toBe('fail');
    });

    it("reads the rule from undici's live clients, if all of them have it", () => {
      const live = (...rules: (number | null)[]) => {
        const undici = rules.map((maxRequestsPerClient) => makeUndiciKind({ maxRequestsPerClient }));
        const requestsPerConnection = { min: 1, p50: 3, max: 4 };
        return reuse(
          makeMeasured(
            { load: { ledger: retiring(4, { requestsPerConnection }) } },
            { evidence: { agents: makeAgents({ undici }) } },
          ),
        );
      };
      expect(live(4)).toMatchObject({ status: 'pass', summary: expect.stringContaining('maxRequestsPerClient') });
      expect(live(2).status).toBe('fail');
      expect(live(4, null).status).toBe('fail');
      expect(live(0).status).toBe('fail');
    });
  });

  it('explains what an idle limit drops at rest, be it declared or read from the live Agent', () => {
    const dropping = (opened: number, how: { idleLimit?: number; maxFreeSockets?: number | null; count?: number }) => {
      const { idleLimit = null, maxFreeSockets = 256, count = 1 } = how;
      const http = [makeHttpKind({ maxSockets: 5, maxFreeSockets, count })];
      return reuse(
        makeMeasured(
          { load: { ledger: { opened } } },
          { evidence: { agents: makeAgents({ http }) }, load: { warmupMs: 500 }, settings: { idleLimit } },
        ),
      );
    };
    const explained = expect.stringContaining(
      '5 would have done; 4 were opened anew after a rest, in which the pool keeps 1.',
    );
    expect(dropping(9, { idleLimit: 1 })).toMatchObject({ status: 'pass', summary: explained });
    expect(dropping(9, { maxFreeSockets: 1 })).toMatchObject({ status: 'pass', summary: explained });
    expect(dropping(12, { maxFreeSockets: 1 }).status).toBe('fail');
    expect(dropping(9, { maxFreeSockets: 1, count: 2 }).status).toBe('pass');
    expect(dropping(11, { maxFreeSockets: 1, count: 2 }).status).toBe('fail');
    expect(dropping(9, { maxFreeSockets: null }).status).toBe('fail');
    const pausing = (opened: number, pauseMs: number, limit: number | null) =>
      reuse(
        makeMeasured(
          { load: { ledger: { opened }, tally: { inFlightPeak: 20, answered: 100 } } },
          { load: { pauseMs }, settings: { idleLimit: 1, connectionLimit: limit } },
        ),
      ).status;
    // Five times twenty callers at once, which pause as often.
    expect([26, 28].map((opened) => pausing(opened, 50, 5))).toEqual(['pass', 'fail']);
    expect(pausing(26, 0, 5)).toBe('fail');
    expect(pausing(100, 50, null)).toBe('pass');
    const resting = (opened: number, perMs: number) =>
      reuse(
        makeMeasured(
          { load: { ledger: { opened }, tally: { elapsedMs: 2_000 } } },
          { settings: { idleLimit: 1, connectionLimit: 5, rateLimit: { requests: 20, perMs } } },
        ),
      ).status;
    // Four windows of its own rate in the load.
    expect([22, 24].map((opened) => resting(opened, 500))).toEqual(['pass', 'fail']);
    expect(resting(22, 2_000)).toBe('fail');
    expect(dropping(9, {}).status).toBe('fail');
  });

  it('fails a pool that uses nothing again after the probes', () => {
    const afterwards = (opened: number, closures: Closure[] = []) =>
      reuse(makeMeasured({ afterwards: { ledger: { opened, closures }, tally: {} } }));
    expect(afterwards(10).status).toBe('pass');
    // Each of the 20 requests that were called off just before may take a connection with it.
    expect(afterwards(30, [closed({ count: 25 })]).status).toBe('pass');
    expect(afterwards(60, [closed({ count: 55 })]).status).toBe('fail');
    expect(afterwards(90)).toMatchObject({ status: 'fail', summary: expect.stringMatching(/^After the probes: 90/) });
  });

  it('fails when a connection is opened for each request', () => {
    const window = { opened: 100, closures: [closed({ count: 100 })] };
    expect(judged(window)).toMatchObject({ status: 'fail', details: { excess: 95, ideal: 5 } });
  });

  it('does not charge the client for what the server closed', () => {
    const window = { opened: 55, closures: [closed({ by: 'server', reason: 'rotation', count: 50 })] };
    expect(judged(window).status).toBe('pass');
  });

  it('does not charge the client for idle connections that it retired while it had no work', () => {
    const window = { opened: 55, closures: [closed({ count: 50, idleRetirements: 50 })] };
    expect(judged(window).status).toBe('pass');
  });

  it('forgives a connection for each request that failed, and no more', () => {
    const case_ = (failed: number) =>
      makeMeasured({ load: { ledger: { opened: 45, closures: [closed({ count: 40 })] }, tally: { errors: failed } } });
    expect(reuse(case_(40)).status).toBe('pass');
    expect(reuse(case_(10)).status).toBe('fail');
  });

  it('lets a pool without a limit open a second connection for each request in flight, and no third', () => {
    const unlimited = (opened: number) =>
      makeMeasured({ load: { ledger: { opened } } }, { settings: { connectionLimit: null } });
    expect(reuse(unlimited(40)).status).toBe('pass');
    expect(reuse(unlimited(60)).status).toBe('fail');
  });

  it('says nothing about too few requests, or none', () => {
    expect(judged({ requests: 4, opened: 4 }, { answered: 4 }).status).toBe('inconclusive');
    expect(judged({ requests: 0, opened: 0 }).status).toBe('inconclusive');
  });

  it('asks no more requests of a client whose calls share them', () => {
    expect(judged({ requests: 3, opened: 1 }).status).toBe('pass');
    expect(judged({ requests: 1, opened: 1 }).status).toBe('skipped');
    const late = makeMeasured({ load: { ledger: { requests: 0, opened: 0 } }, drain: { ledger: { requests: 2 } } });
    expect(reuse(late).status).toBe('skipped');
  });
});

describe('what is forgiven is bounded:', () => {
  /** How many connections too many there may be beside the ideal number, one more of which fails. */
  function mostForgiven(of: (opened: number) => ReturnType<typeof makeMeasured>, ideal: number): number {
    const judgedFor = (excess: number) => reuse(of(ideal + excess)).status;
    const most = Array.from({ length: 200 }, (_, excess) => excess).findLast((excess) => judgedFor(excess) === 'pass');
    expect(judgedFor((most ?? 0) + 1)).toBe('fail');
    return most ?? -1;
  }
  const sent = (requests: number, overrides: Parameters<typeof makeMeasured>[1]) =>
    mostForgiven((opened) => makeMeasured({ load: { ledger: { opened, requests } } }, overrides), 5);
  const unlimited = { settings: { connectionLimit: null } };

  it.each([
    ['one, and one in each thousand requests, at the limit', sent(1_000, {}), 2],
    ['begun thousands count', sent(1_001, {}), 3],
    ['the same where the limit is the concurrency', sent(1_000, { load: { concurrency: 5 } }), 2],
    ['what the idle limit drops between warm-up and load', sent(1_000, dropping(2, 100)), 5],
    ['nothing for an idle limit without a warm-up', sent(1_000, dropping(2, 0)), 2],
    ['nothing for an idle limit above the limit', sent(1_000, dropping(9, 100)), 2],
    ['from the shortest warm-up on', sent(1_000, dropping(2, 1)), 5],
    [
      'also where the limit is the concurrency',
      sent(1_000, { ...dropping(2, 1), load: { concurrency: 5, warmupMs: 1 } }),
      5,
    ],
  ])('%s', (_, forgiven, most) => expect(forgiven).toBe(most));

  it('as many again as were in flight, and one in fifty requests, below the limit', () => {
    const below = (requests: number, overrides: Parameters<typeof makeMeasured>[1]) =>
      mostForgiven((opened) => makeMeasured({ load: { ledger: { opened, requests } } }, overrides), 20);
    expect(below(1_000, unlimited)).toBe(20 + 20);
    expect(below(1_001, unlimited)).toBe(20 + 21);
    expect(below(1_000, { settings: { connectionLimit: 21 } })).toBe(20 + 20);
    expect(below(1_000, { settings: { connectionLimit: 20 } })).toBe(2);
  });

  it('after the probes the ideal number once more', () => {
    const probed = (opened: number) => makeMeasured({ afterwards: { ledger: { opened } } });
    expect(mostForgiven(probed, 5)).toBe(2 + 5);
  });

  it('each rest without work explains as many as the pool has places, itself included', () => {
    const idled = (count: number, idleRetirements: number) => {
      const closures = [closed({ by: 'server', reason: 'idle', count, idleRetirements })];
      return judged({ opened: 5 + count, closures });
    };
    expect([idled(12, 2).status, idled(13, 2).status]).toEqual(['pass', 'fail']);
    // Nobody idled longer than the server lets, so that nothing explains the others.
    expect([idled(2, 0).status, idled(3, 0).status]).toEqual(['pass', 'fail']);
  });

  it('a connection for each request that failed, and each that the client retired without work', () => {
    const retired = (idleRetirements: number, failed: number) =>
      judged({ opened: 15, closures: [closed({ count: 10, idleRetirements })] }, { errors: failed });
    expect([retired(8, 0).status, retired(7, 0).status]).toEqual(['pass', 'fail']);
    expect([retired(0, 8).status, retired(0, 7).status]).toEqual(['pass', 'fail']);
    expect([retired(4, 4).status, retired(4, 3).status]).toEqual(['pass', 'fail']);
    // The idle closes of one side say nothing of the other.
    const byServer = closed({ by: 'server', reason: 'idle', count: 5, idleRetirements: 5 });
    const both = (failed: number) =>
      judged({ opened: 20, closures: [closed({ count: 10 }), byServer] }, { neverAnswered: failed });
    expect([both(8).status, both(7).status]).toEqual(['pass', 'fail']);
  });
});

function dropping(idleLimit: number, warmupMs: number) {
  return { settings: { idleLimit }, load: { warmupMs } };
}

describe('the figures of reuse', () => {
  it('are reported of a single connection as of many, and not where there is nothing', () => {
    const byServer = closed({ by: 'server', reason: 'rotation', count: 1 });
    expect(judged({ opened: 6, closures: [byServer] }).summary).toContain(', and 1 had to be replaced');
    expect(judged({ opened: 6 }).summary).toContain('; 1 more are what sockets that come back late cost.');
    expect(judged({ opened: 6 }).summary).not.toContain('were opened anew');
    expect(judged({ requests: 0, opened: 0 }).summary).toMatch(/^No request reached the server/);
  });

  it('are judged from one request more than connections on', () => {
    expect(judged({ requests: 5 }, { answered: 5 }).status).toBe('inconclusive');
    expect(judged({ requests: 6 }).status).toBe('pass');
  });

  it('count each stream among the connections that are needed, and one at least', () => {
    const streams = { seen: 2, failures: [] };
    expect(reuse(makeMeasured({}, { evidence: { streams } })).details).toMatchObject({ ideal: 7 });
    expect(judged({ opened: 1 }, { inFlightPeak: 0 }).details).toMatchObject({ ideal: 1, excess: 0 });
  });

  it('are the share that was reused, never below none, and how many ended a second', () => {
    expect(judged({ opened: 4 }).details).toMatchObject({ ratio: 0.96, excess: 0 });
    expect(judged({ opened: 150 }).details).toMatchObject({ ratio: 0 });
    const lasted = (endMs: number) => makeMeasured({ load: { ledger: { closed: 20 }, endMs } });
    expect(reuse(lasted(3_000)).details).toMatchObject({ churnPerSecond: 6.7 });
    expect(reuse(lasted(0)).details).toMatchObject({ churnPerSecond: null });
  });

  it('leave out a load after the probes in which no request arrived', () => {
    const silent = makeWindow({ requests: 0, opened: 50 });
    const afterwards = (window: LedgerWindow) => reuse(makeMeasured({ afterwards: { ledger: window } }));
    expect(afterwards(silent)).toMatchObject({ status: 'pass', details: { afterwards: null } });
    expect(afterwards({ ...silent, requests: 1 }).status).toBe('fail');
  });
});

describe('a pool that retires its connections at an age', () => {
  /** Of five connections in ten seconds, after a rest of one. */
  const aging = (ended: number, lifetimeMs?: number, reason: Closure['reason'] = 'fin') => {
    const closures = [closed({ reason, count: ended })];
    const load = { ledger: { requests: 1_000, opened: 5 + ended, closures }, startMs: 1_000, endMs: 11_000 };
    const baseline = { ledger: { opened: 0, requests: 0 }, startMs: 0, endMs: 1_000 };
    return reuse(makeMeasured({ baseline, load }, { settings: { ...(lifetimeMs && { lifetimeMs }) } }));
  };

  it('is believed where it declares it: each place as often as a life fits', () => {
    expect(aging(25, 2_000)).toMatchObject({
      status: 'pass',
      summary: expect.stringContaining('; 25 were retired at the age of 2 s, as is declared'),
      details: { aged: { lifetimeMs: 2_000, retired: 25 } },
    });
    expect([aging(27, 2_000).status, aging(28, 2_000).status]).toEqual(['pass', 'fail']);
    expect(aging(25).status).toBe('fail');
  });

  it('retires none that is younger', () => {
    expect([aging(5, 11_000).status, aging(5, 11_001).status]).toEqual(['pass', 'fail']);
  });

  it('does not use connections again where each ends after a request or two, whatever its age', () => {
    expect([aging(333, 10).status, aging(340, 10).status]).toEqual(['pass', 'fail']);
  });

  it('retires those that were warm before the load, too', () => {
    const closures = [closed({ count: 50 })];
    const warm = (openAtEnd: number) => {
      const baseline = { ledger: { opened: openAtEnd, requests: 0, openAtEnd }, startMs: 0, endMs: 1_000 };
      const load = {
        ledger: { requests: 500, opened: 60 - openAtEnd, closures },
        tally: { inFlightPeak: 5 },
        startMs: 1_000,
        endMs: 11_000,
      };
      return reuse(makeMeasured({ baseline, load }, { settings: { connectionLimit: 10, lifetimeMs: 2_200 } })).status;
    };
    expect([warm(10), warm(0)]).toEqual(['pass', 'fail']);
  });

  it('retires those of the load after the probes', () => {
    const closures = [closed({ count: 5 })];
    const afterwards = { ledger: { opened: 20, closures }, startMs: 20_000, endMs: 20_500 };
    const probed = (lifetimeMs: number) =>
      reuse(makeMeasured({ load: { ledger: { opened: 5 } }, afterwards }, { settings: { lifetimeMs } })).details;
    expect(probed(20_500)).toMatchObject({ afterwards: { aged: { retired: 5 } } });
    expect(probed(20_501)).not.toMatchObject({ afterwards: { aged: { retired: 5 } } });
  });

  it('ends them itself, at rest', () => {
    expect(aging(25, 2_000, 'reset').status).toBe('fail');
  });
});

describe('the bound of a rule that retires connections', () => {
  /** All connections ended as announced after this many requests, of a thousand. */
  const retiredAfter = (each: number, rotation: number | null = null, requests = 1_000) => {
    const count = Math.floor(1_000 / each);
    const ledger = {
      requests,
      opened: count + 5,
      closures: [closed({ reason: 'announced', count })],
      requestsPerConnection: { min: 1, p50: each, max: each },
    };
    return reuse(makeMeasured({ load: { ledger } }, { settings: { rotation } })).status;
  };

  it('is three requests where it is declared, and five where it is only seen', () => {
    expect([retiredAfter(3, 3), retiredAfter(2, 2)]).toEqual(['pass', 'fail']);
    expect([retiredAfter(5), retiredAfter(4)]).toEqual(['pass', 'fail']);
  });

  it('is as many ends as there were requests for', () => {
    expect([retiredAfter(10, null, 1_000), retiredAfter(10, null, 999)]).toEqual(['pass', 'fail']);
    // A rule that is declared explains 97 ends of 979 requests; two more are forgiven, and a third is not.
    expect([retiredAfter(10, 10, 980), retiredAfter(10, 10, 979)]).toEqual(['pass', 'fail']);
  });

  it('is a single end that was announced', () => {
    const window = {
      requests: 15,
      opened: 6,
      closed: 1,
      closures: [closed({ reason: 'announced', count: 1 })],
      requestsPerConnection: { min: 1, p50: 10, max: 10 },
    };
    expect(judged(window).summary).toContain('1 was retired after 10 requests');
    expect(judged({ ...window, closures: [], closed: 0 }).summary).not.toContain('retired');
  });

  it('is as many as ended at rest, and what is forgiven beside', () => {
    const opening = (opened: number) => {
      const closures = [closed({ reason: 'announced', count: 90 })];
      const ledger = { requests: 1_000, opened, closures };
      return reuse(makeMeasured({ load: { ledger } }, { settings: { rotation: 10 } })).status;
    };
    expect([opening(97), opening(98)]).toEqual(['pass', 'fail']);
  });

  it('is the strictest rule of all live clients, and in the load rather than in the warm-up', () => {
    const closures = [closed({ reason: 'announced', count: 250 })];
    const load = makeWindow({ requests: 1_000, opened: 255, closures });
    const undici = [4, 10].map((maxRequestsPerClient) => makeUndiciKind({ maxRequestsPerClient }));
    expect(
      reuse(makeMeasured({ load: { ledger: load } }, { evidence: { agents: makeAgents({ undici }) } })).status,
    ).toBe('pass');
    const used = (each: number) => ({ requestsPerConnection: { min: 1, p50: each, max: each } });
    const retiring = { closures: [closed({ reason: 'announced', count: 100 })], ...used(10) };
    const warmup = makeWindow({ requests: 15, opened: 5, ...used(3) });
    const after = makeWindow({ requests: 1_000, opened: 100, ...retiring });
    expect(reuse(makeMeasured({ warmup: { ledger: warmup }, load: { ledger: after } })).status).toBe('pass');
    const moreBefore = makeWindow({ requests: 60, opened: 5, ...used(12) });
    expect(reuse(makeMeasured({ warmup: { ledger: moreBefore }, load: { ledger: after } })).status).toBe('fail');
  });
});
