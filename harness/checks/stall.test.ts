import { describe, expect, it } from 'vitest';
import type { LedgerWindow, Stretch } from '../record/evidence/ledger.ts';
import type { Overtaken } from '../record/evidence/requests.ts';
import { encodeHistogram, makeLatencyHistogram, recordLatencyMs } from '../record/hdr.ts';
import { makeTally } from '../record/testing/make-evidence.ts';
import { makeMeasured } from '../record/testing/make-measured.ts';
import { stall } from './stall.ts';

/** Stretches of such lengths, a second apart. */
const stretches = (...lengths: number[]): Stretch[] => {
  let startMs = 0;
  return lengths.map((ms) => {
    const stretch = { startMs, endMs: startMs + ms };
    startMs += ms + 1_000;
    return stretch;
  });
};
const stalled = (noProgress: Stretch[], idle = noProgress, { busyMs = 0, inFlightPeak = 20 } = {}) =>
  makeMeasured(
    { load: { ledger: { idle }, tally: { elapsedMs: 3_000, inFlightPeak, noProgress } } },
    { load: { busyMs } },
  );

describe('stall', () => {
  it('fails for work that waits again and again while the server has none of it', () => {
    expect(stall(stalled(stretches(500, 500, 490)))).toMatchObject({
      status: 'fail',
      summary:
        'Requests were waiting and none was at the server, 3 times, for up to 500 ms (49.7 % of the load); a client that limits its own rate declares it (rateLimit).',
    });
    expect(stall(stalled(stretches(500))).status).toBe('pass');
    expect(stall(stalled(stretches(2_600))).status).toBe('fail');
  });

  it('passes stretches in which the server was at work, and judges the others however long that work took', () => {
    expect(stall(stalled(stretches(500, 500, 490), [])).status).toBe('pass');
    const [slowRoute, ...stalls] = stretches(3_000, 2_900, 2_900);
    expect(stall(stalled(slowRoute ? [slowRoute, ...stalls] : [], stalls)).status).toBe('fail');
  });

  it('passes stretches in which the scenario itself holds the loop of the client', () => {
    const noProgress = stretches(600, 600, 600);
    expect(stall(stalled(noProgress, noProgress, { busyMs: 300, inFlightPeak: 2 })).status).toBe('pass');
    expect(stall(stalled(noProgress, noProgress, { busyMs: 10, inFlightPeak: 2 })).status).toBe('fail');
  });

  describe('of a client that limits its own rate', () => {
    const rateLimit = { requests: 20, perMs: 500 };
    const held = (noProgress: Stretch[], requests = 100, settings = { rateLimit }) =>
      stall(
        makeMeasured(
          { load: { ledger: { idle: noProgress, requests }, tally: { elapsedMs: 3_000, noProgress } } },
          { settings },
        ),
      );

    it('passes where requests wait for its next window of time', () => {
      expect(held(stretches(500, 500, 490, 480)).status).toBe('pass');
    });

    it('fails where they wait for longer than that', () => {
      expect(held(stretches(900, 900, 900, 480))).toMatchObject({
        status: 'fail',
        summary:
          'Requests were waiting and none was at the server, 3 times, for up to 400 ms beyond the 500 ms of its rate limit (40 % of the load).',
      });
      expect(held(stretches(2_500)).status).toBe('fail');
    });

    it('fails where it has not sent what would have it wait, or goes beyond its rate', () => {
      const summary =
        'Requests were waiting and none was at the server, 4 times, for up to 500 ms (65.7 % of the load); its rate limit of 20 requests in 500 ms is not why, for it sent fewer or more.';
      expect(held(stretches(500, 500, 490, 480), 29)).toMatchObject({ status: 'fail', summary });
      expect(held(stretches(500, 500, 490, 480), 1_000)).toMatchObject({ status: 'fail', summary });
      const long = { rateLimit: { requests: 20, perMs: 2_000 } };
      expect([10, 9].map((requests) => held(stretches(2_100), requests, long).status)).toEqual(['pass', 'fail']);
    });

    it('passes where each of its requests waits for a token of its own', () => {
      const tokens = stretches(...Array.from({ length: 10 }, () => 1_000));
      expect(held(tokens, 20, { rateLimit: { requests: 10, perMs: 10_000 } }).status).toBe('pass');
    });

    it('is judged by the whole time of a load that stood still more often than is kept', () => {
      const windows = stretches(...Array.from({ length: 50 }, () => 490));
      const lasting = (requests: number) =>
        stall(
          makeMeasured(
            {
              load: {
                ledger: { idle: windows, requests },
                tally: { elapsedMs: 120_000, noProgress: windows },
                endMs: 120_000,
              },
            },
            { settings: { rateLimit } },
          ),
        ).details;
      expect(lasting(2_400)).toMatchObject({ load: { heldBackMs: 500 } });
      expect(lasting(2_399)).not.toMatchObject({ load: { heldBackMs: 500 } });
    });

    it('counts what it sent in the load for the cycles after it, which may wait for its window', () => {
      const noProgress = stretches(400, 400, 400);
      const growth = { ledger: { idle: noProgress, requests: 10 }, tally: { elapsedMs: 1_400, noProgress } };
      const cycles = (requests: number) =>
        stall(makeMeasured({ load: { ledger: { requests } }, growth }, { settings: { rateLimit } })).status;
      expect([cycles(20), cycles(5)]).toEqual(['pass', 'fail']);
    });

    it('says nothing of requests that were never answered where its rate has the last of them wait as long', () => {
      const unanswered = (perMs: number, requests = 25) =>
        stall(
          makeMeasured(
            { load: { ledger: { requests }, tally: { neverAnswered: 2, inFlightPeak: 20, elapsedMs: 1_000 } } },
            { settings: { rateLimit: { requests: 20, perMs } } },
          ),
        );
      expect(unanswered(60_000)).toMatchObject({
        status: 'inconclusive',
        summary: expect.stringContaining(
          'a queue in order needs about as long (it sends 20 requests in 1 min 0 s), so a',
        ),
      });
      expect([unanswered(1_000).status, unanswered(60_000, 9).status]).toEqual(['fail', 'fail']);
    });
  });

  it('fails for stretches that only come after a rest', () => {
    const noProgress = stretches(400, 400, 400);
    const measured = makeMeasured({
      growth: { ledger: { idle: noProgress }, tally: { elapsedMs: 1_400, noProgress } },
    });
    expect(stall(measured)).toMatchObject({
      status: 'fail',
      summary: expect.stringContaining(' of the loads after it); '),
    });
  });

  describe('by a queue that is not fair', () => {
    const starved = Array.from({ length: 4 }, () => ({ by: 500, tookMs: 800 }));
    const overtaken = (requests: typeof starved, window: Partial<LedgerWindow> = {}, behaviour = {}) =>
      stall(makeMeasured({ load: { ledger: window, tally: { overtaken: requests } } }, { target: { behaviour } }))
        .status;

    it('fails where several requests waited while many that came later were served', () => {
      expect(overtaken(starved)).toBe('fail');
    });

    it.each([
      ['it were few', overtaken(starved.slice(2))],
      ['few had overtaken them', overtaken(starved.map((one) => ({ ...one, by: 100 })))],
      ['they did not wait for long', overtaken(starved.map((one) => ({ ...one, tookMs: 300 })))],
      ['the server took long for some answers', overtaken(starved, { serviceMaxMs: 300 })],
      [
        'the server answered with errors, which may be tried again',
        overtaken(starved, { statuses: { 200: 90, 503: 10 } }),
      ],
      ['connections broke', overtaken(starved, { statuses: { 200: 90, none: 10 } })],
      ['the server has faults', overtaken(starved, {}, { faults: [{ kind: 'slow-accept', ms: 900 }] })],
    ])('passes where %s', (_, status) => {
      expect(status).toBe('pass');
    });
  });

  it('fails for requests behind a busy connection while another one idles', () => {
    const queued = (queuedBehindBusy: number) => makeMeasured({ load: { ledger: { queuedBehindBusy } } });
    expect(stall(queued(40)).status).toBe('fail');
    expect(stall(queued(2)).status).toBe('pass');
  });

  describe('where the server has a client wait', () => {
    const waiting = stretches(500, 500, 490);
    const waited = (window: Partial<LedgerWindow>, behaviour = {}, statuses = {}, ended = {}) =>
      stall(
        makeMeasured(
          {
            load: {
              ledger: { idle: waiting, ...window },
              tally: { elapsedMs: 3_000, noProgress: waiting, statuses, ...ended },
            },
          },
          { target: { behaviour } },
        ),
      );
    const refused = { by: 'server', reason: 'refused', count: 8, active: 0, idleRetirements: 0, endless: 0 } as const;

    it.each([
      ['it was told to come again later', waited({ statuses: { 200: 50, 429: 50 } }), 'the server answered 429'],
      ['it was refused', waited({ closures: [refused] }), 'the server refused connections'],
      [
        'its requests were broken off',
        waited({ statuses: { 200: 90, none: 10 }, broken: { byClient: {}, byServer: { none: 10 } } }),
        'the server broke requests off',
      ],
      [
        'it is accepted late by order',
        waited({}, { faults: [{ kind: 'slow-accept', ms: 400 }] }),
        "the scenario orders 'slow-accept'",
      ],
      [
        'it is accepted late in bursts by order',
        waited({}, { faults: [{ kind: 'burst', every: 900, for: 300, fault: { kind: 'slow-accept', ms: 400 } }] }),
        "the scenario orders 'slow-accept'",
      ],
      [
        'it gave up requests that are not answered by order',
        waited({ broken: { byClient: { none: 3 }, byServer: {} } }, { faults: [{ kind: 'hang', share: 0.1 }] }),
        "the scenario orders 'hang', and it gave up requests",
      ],
    ])('accuses and clears nobody: %s', (_, check, reason) => {
      expect(check).toMatchObject({ status: 'inconclusive', summary: expect.stringContaining(reason) });
    });

    it.each([
      ['a redirect', waited({ statuses: { 200: 90, 307: 10 } })],
      ['a slow answer', waited({}, { faults: [{ kind: 'latency', ms: 20 }] })],
      [
        'a slow answer in bursts',
        waited({}, { faults: [{ kind: 'burst', every: 900, for: 300, fault: { kind: 'latency', ms: 20 } }] }),
      ],
      ['a request that it broke off itself', waited({ broken: { byClient: { none: 9 }, byServer: {} } })],
      [
        'fewer requests given up than waits',
        waited({ broken: { byClient: { none: 2 }, byServer: {} } }, { faults: [{ kind: 'hang', share: 0.1 }] }),
      ],
      [
        'requests that their callers gave up',
        waited(
          { broken: { byClient: { none: 3 }, byServer: {} } },
          { faults: [{ kind: 'hang', share: 0.1 }] },
          {},
          { errors: 1 },
        ),
      ],
      ['fewer errors than waits', waited({ statuses: { 200: 98, 503: 2 } })],
      [
        'an error for each that its caller takes for an answer',
        waited({ statuses: { 200: 90, 404: 10 } }, {}, { 404: 10 }),
      ],
    ])('fails where it has no reason to: %s is none', (_, check) => {
      expect(check.status).toBe('fail');
    });

    it('fails for what no reason explains, whatever else was explained', () => {
      const later = { ledger: { idle: waiting }, tally: { elapsedMs: 1_400, noProgress: waiting } };
      const load = {
        ledger: { idle: waiting, statuses: { 503: 9 } },
        tally: { elapsedMs: 3_000, noProgress: waiting },
      };
      expect(stall(makeMeasured({ load, growth: later }))).toMatchObject({
        status: 'fail',
        summary: expect.stringContaining('of the loads after it'),
      });
    });

    it('fails for waits in the load that were refused only after it', () => {
      const load = { ledger: { idle: waiting }, tally: { elapsedMs: 3_000, noProgress: waiting } };
      const growth = { ledger: { statuses: { 200: 50, 429: 50 } }, tally: {} };
      expect(stall(makeMeasured({ load, growth }))).toMatchObject({
        status: 'fail',
        summary: expect.stringContaining('of the load)'),
      });
    });

    it('says nothing of requests that were never answered where each was told to come again later', () => {
      const load = { ledger: { statuses: { 200: 50, 429: 20 } }, tally: { neverAnswered: 20 } };
      expect(stall(makeMeasured({ load }))).toMatchObject({
        status: 'inconclusive',
        summary: expect.stringContaining('; a client may wait where the server answered 429.'),
      });
      expect(stall(makeMeasured({ load: { ...load, tally: { neverAnswered: 21 } } })).status).toBe('fail');
    });
  });

  it('fails for requests that were never answered, in the load or after it', () => {
    const load = { neverAnswered: 2 };
    expect(stall(makeMeasured({ load: { tally: load } }))).toMatchObject({
      status: 'fail',
      summary: '2 requests never answered within 10 s; 100 were.',
    });
    expect(stall(makeMeasured({ warmup: { tally: load } })).status).toBe('fail');
    expect(stall(makeMeasured({ growth: { tally: load } }))).toMatchObject({
      status: 'fail',
      summary: '2 requests never answered within 10 s, 2 of them in the loads after a rest; 200 were.',
    });
    expect(stall(makeMeasured({ afterwards: { ledger: {}, tally: load } })).status).toBe('fail');
    expect(stall(makeMeasured({ timeOuts: { tally: load } })).status).toBe('pass');
  });

  it('is inconclusive when the load did not come to its end', () => {
    expect(stall(makeMeasured({ load: { tally: null } })).status).toBe('inconclusive');
  });
});

describe('the bound of stretches in which work waits', () => {
  const waited = (elapsedMs: number, ...lengths: number[]) => {
    const noProgress = stretches(...lengths);
    const load = makeTally({ elapsedMs, noProgress });
    return stall(makeMeasured({ load: { ledger: { idle: noProgress }, tally: load } })).status;
  };

  it('is a quarter of a second each, three of them, and three tenths of the time', () => {
    expect([waited(2_500, 250, 250, 250), waited(1_000, 250, 250, 249)]).toEqual(['fail', 'pass']);
    expect([waited(1_000, 450, 450), waited(1_000, 300, 300, 300)]).toEqual(['pass', 'fail']);
    expect([waited(3_000, 300, 300, 300), waited(3_001, 300, 300, 300)]).toEqual(['fail', 'pass']);
  });

  it('is without its own windows of time for a client that has sent half of the requests of the windows that it waited for', () => {
    const held = (requests: number) => {
      const noProgress = stretches(300, 300, 300);
      const load = { ledger: { idle: noProgress, requests }, tally: { elapsedMs: 1_000, noProgress } };
      return stall(makeMeasured({ load }, { settings: { rateLimit: { requests: 20, perMs: 300 } } })).status;
    };
    expect([held(30), held(29)]).toEqual(['pass', 'fail']);
  });

  it('is with them where it sends half as many again as its rate lets through in as many windows and two', () => {
    const held = (requests: number) => {
      const noProgress = stretches(300, 300, 300);
      const load = { ledger: { idle: noProgress, requests }, tally: { elapsedMs: 1_000, noProgress }, endMs: 1_000 };
      return stall(makeMeasured({ load }, { settings: { rateLimit: { requests: 24, perMs: 500 } } })).status;
    };
    expect([held(144), held(145)]).toEqual(['pass', 'fail']);
  });

  it('is two seconds for a single one, however short its share', () => {
    expect([waited(100_000, 2_000), waited(100_000, 1_999)]).toEqual(['fail', 'pass']);
  });

  it('is two of five cycles after a rest, and three of few', () => {
    const afterRests = (cycles: number, stillCount: number) => {
      const noProgress = stretches(...Array.from({ length: stillCount }, () => 300));
      const growth = { ledger: { idle: noProgress }, tally: { elapsedMs: 300 * stillCount, noProgress } };
      const residual = { requests: 20, serverOpen: 5, descriptors: null, clientSockets: null, kernelHeld: null };
      const none = { socketListenersMax: null, processListeners: null, gauges: {} };
      const memory = { heapUsedBytes: null, externalBytes: null, arrayBuffersBytes: null };
      const all = Array.from({ length: cycles }, () => ({ ...residual, ...none, ...memory }));
      const [first, again] = [all.slice(cycles / 2), all.slice(0, cycles / 2)];
      return stall(makeMeasured({ growth }, { evidence: { growth: { first, again, notRun: null } } })).status;
    };
    expect([afterRests(25, 10), afterRests(25, 9)]).toEqual(['fail', 'pass']);
    expect([afterRests(5, 3), afterRests(5, 2)]).toEqual(['fail', 'pass']);
  });

  it('is taken of what is left when the scenario has held the loop of the client', () => {
    const held = (ms: number) => stalled(stretches(ms, ms, ms), stretches(ms, ms, ms), { busyMs: 20, inFlightPeak: 5 });
    expect([stall(held(400)).status, stall(held(349)).status]).toEqual(['fail', 'pass']);
  });
});

describe('the bound of requests whose turn cannot come in time', () => {
  /** 200 requests in flight at a limit of 5 are 40 turns; the deadline is 10 s. */
  const slow = (answerMs: number, limit: number | null = 5, mostMs = 9_900) => {
    const times = makeLatencyHistogram();
    for (let answers = 0; answers < 100; answers += 1) recordLatencyMs(times, answerMs);
    const load = {
      ledger: { serviceTimes: encodeHistogram(times) },
      tally: { inFlightPeak: 200, neverAnswered: 35, extremes: { leastMs: 150, mostMs } },
    };
    return stall(makeMeasured({ load }, { settings: { connectionLimit: limit } }));
  };

  it('is half of the deadline for a queue in order', () => {
    expect([slow(126).status, slow(124).status]).toEqual(['inconclusive', 'fail']);
    expect(slow(150).summary).toMatch(
      /^35 requests never answered within 10 s; 100 were; a queue in order needs about as long \(answers take 150 ms, and 40 turns of them 6 s\)/,
    );
  });

  it('is half of the deadline for one answer where there is no limit', () => {
    expect([slow(5_010, null).status, slow(4_900, null).status]).toEqual(['inconclusive', 'fail']);
  });

  it('is half of the deadline for the slowest answer that came, too: a client that holds answers up has no such', () => {
    expect([slow(150, 5, 5_000).status, slow(150, 5, 4_999).status]).toEqual(['inconclusive', 'fail']);
  });

  it('is half of the deadline for what the scenario orders, where nothing was answered', () => {
    const ordered = (behaviour: object) =>
      stall(
        makeMeasured(
          { load: { ledger: { serviceMaxMs: 9_900 }, tally: { answered: 0, neverAnswered: 20 } } },
          { target: { behaviour: { ...behaviour } } },
        ),
      ).status;
    // Four turns at a limit of 5.
    expect([ordered({ delayMs: 1_250 }), ordered({ delayMs: 1_249 }), ordered({})]).toEqual([
      ...['inconclusive', 'fail', 'fail'],
    ]);
    expect(ordered({ faults: [{ kind: 'latency', ms: 1_250 }] })).toBe('inconclusive');
  });
});

describe('the bound of an unfair queue', () => {
  // 20 requests in flight, of which the load took a second and the server 5 ms for the longest.
  const served = (count: number, one: Overtaken, window: Partial<LedgerWindow> = {}) => {
    const load = makeTally({ overtaken: Array.from({ length: count }, () => one) });
    return stall(makeMeasured({ load: { ledger: window, tally: load } })).status;
  };
  const long = { by: 200, tookMs: 500 };

  it.each([
    ['three requests', served(3, long), served(2, long)],
    ['ten turns of all others', served(3, long), served(3, { ...long, by: 199 })],
    ['half of the load', served(3, long), served(3, { ...long, tookMs: 499 })],
    ['five of the longest answers', served(3, long, { serviceMaxMs: 100 }), served(3, long, { serviceMaxMs: 101 })],
    [
      'no answer that is an error',
      served(3, long, { statuses: { 399: 1 } }),
      served(3, long, { statuses: { 400: 1 } }),
    ],
  ])('is %s', (_, beyond, below) => {
    expect([beyond, below]).toEqual(['fail', 'pass']);
  });

  it('is one in twenty requests for those behind a busy connection', () => {
    const queued = (queuedBehindBusy: number) =>
      stall(makeMeasured({ load: { ledger: { requests: 1_000, queuedBehindBusy } } }));
    expect([queued(50).status, queued(49).status]).toEqual(['fail', 'pass']);
  });

  it('is a single request for those that were never answered', () => {
    const unanswered = makeTally({ neverAnswered: 1 });
    expect(stall(makeMeasured({ load: { tally: unanswered } })).status).toBe('fail');
    expect(stall(makeMeasured({ growth: { tally: unanswered } })).summary).toContain(
      '1 of them in the loads after a rest',
    );
  });

  it('is described by the worst of them, where several are beyond it', () => {
    const overtaken = [long, { by: 1_300, tookMs: 510 }, { by: 210, tookMs: 900 }];
    const load = makeTally({ overtaken });
    expect(stall(makeMeasured({ load: { tally: load } })).summary).toMatch(
      /^At least 3 requests waited for up to 900 ms of 1 s while as many as 1,300 that came later were served/,
    );
  });

  it('is not looked for where the server saw no load', () => {
    const unseen = makeMeasured({ load: { ledger: { opened: 0, requests: 0, statuses: {} } } });
    expect(stall(unseen).status).toBe('inconclusive');
  });
});
