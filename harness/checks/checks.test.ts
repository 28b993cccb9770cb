import { describe, expect, it } from 'vitest';
import type { Closure, Residual } from '../record/evidence.ts';
import { makeMeasured, makeTally, makeWindow } from '../testing/measured-case.ts';
import { errors } from './errors.ts';
import { exit } from './exit.ts';
import { growth } from './growth.ts';
import { judgeCase, judgeRun } from './judge.ts';
import { limit } from './limit.ts';
import { reuse } from './reuse.ts';
import { stall } from './stall.ts';
import { thresholds } from './thresholds.ts';

const withLoad = (window: Parameters<typeof makeWindow>[0]) => makeMeasured({ ledger: { load: makeWindow(window) } });
const closed = (closure: Partial<Closure>): Closure[] => [
  { by: 'client', reason: 'fin', count: 0, active: 0, idleRetirements: 0, ...closure },
];

it('a healthy case passes every check, in the order in which a reader asks', () => {
  const { status, checks } = judgeCase(makeMeasured());
  expect(checks.map(({ name, status }) => `${name} ${status}`)).toEqual([
    'config pass',
    'limit pass',
    'reuse pass',
    'growth skipped',
    'drain pass',
    'close pass',
    'exit pass',
    'errors pass',
    'stall pass',
    'warnings pass',
    'witnesses pass',
  ]);
  expect(status).toBe('pass');
});

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

  it('is skipped where none is declared, and where the load cannot try it', () => {
    expect(limit(makeMeasured({}, { settings: { connectionLimit: null } })).status).toBe('skipped');
    expect(limit(makeMeasured({}, { load: { concurrency: 5 } })).status).toBe('skipped');
  });
});

describe('reuse', () => {
  it('fails when a connection is opened for each request', () => {
    const window = { opened: 100, closures: closed({ count: 100 }) };
    expect(reuse(withLoad(window))).toMatchObject({ status: 'fail', details: { excess: 95, ideal: 5 } });
  });

  it('does not charge the client for what the server closed', () => {
    const window = { opened: 55, closures: closed({ by: 'server', reason: 'rotation', count: 50 }) };
    expect(reuse(withLoad(window)).status).toBe('pass');
  });

  it('does not charge the client for idle connections that it retired while it had no work', () => {
    const window = { opened: 55, closures: closed({ count: 50, idleRetirements: 50 }) };
    expect(reuse(withLoad(window)).status).toBe('pass');
  });

  it('forgives a connection for each request that failed, and no more', () => {
    const case_ = (failed: number) =>
      makeMeasured({
        ledger: { load: makeWindow({ opened: 45, closures: closed({ count: 40 }) }) },
        requests: { warmup: null, load: makeTally({ errors: failed }) },
      });
    expect(reuse(case_(40)).status).toBe('pass');
    expect(reuse(case_(10)).status).toBe('fail');
  });

  it('lets a pool without a limit open a second connection for each request in flight, and no third', () => {
    const unlimited = (opened: number) =>
      makeMeasured({ ledger: { load: makeWindow({ opened }) } }, { settings: { connectionLimit: null } });
    expect(reuse(unlimited(40)).status).toBe('pass');
    expect(reuse(unlimited(60)).status).toBe('fail');
  });

  it('says nothing about too few requests, or none', () => {
    expect(reuse(withLoad({ requests: 4, opened: 4 })).status).toBe('inconclusive');
    expect(reuse(withLoad({ requests: 0, opened: 0 })).status).toBe('inconclusive');
  });
});

describe('exit', () => {
  const ending = { outcome: 'exited', exitCode: 0, signal: null, tookMs: 9, keptAliveBy: {}, during: 'exit' } as const;

  it.each([
    [{ ...ending, outcome: 'stayed', keptAliveBy: { Timeout: 2 } }, 'fail', /kept by 2 Timeout/],
    [
      { ...ending, outcome: 'crashed', exitCode: 1, during: 'load' },
      'fail',
      /fell during load: exit code 1. Its last words: TypeError: x/,
    ],
    [{ ...ending, outcome: 'crashed', signal: 'SIGSEGV', during: 'load' }, 'fail', /ended by SIGSEGV/],
    [{ ...ending, outcome: 'unresponsive', during: 'close' }, 'fail', /event loop is blocked/],
    [{ ...ending, outcome: 'killed' }, 'inconclusive', /was ended/],
  ] as const)('%j is a %s', (ended, status, summary) => {
    const check = exit(makeMeasured({ ending: ended, subjectOutput: ['a line', 'TypeError: x', '    at y'] }));
    expect(check).toMatchObject({ status, summary: expect.stringMatching(summary) });
  });
});

describe('errors and stall', () => {
  it('tell failed requests by their code from requests that were never answered', () => {
    const failures = [{ code: 'ECONNRESET', count: 3, example: 'read ECONNRESET' }];
    const measured = makeMeasured({
      requests: { warmup: null, load: makeTally({ errors: 3, neverAnswered: 2, failures }) },
    });
    expect(errors(measured)).toMatchObject({
      status: 'fail',
      summary: expect.stringMatching(/^3 of 105 requests failed: ECONNRESET \(in flight\) 3 times/),
    });
    expect(stall(measured)).toMatchObject({
      status: 'fail',
      summary: expect.stringMatching(/^2 requests never answered within 10 s; 100 were/),
    });
  });

  it('count the warm-up too', () => {
    const warmup = makeTally({ errors: 1, neverAnswered: 1, failures: [{ code: 'EPIPE', count: 1, example: 'x' }] });
    const measured = makeMeasured({ requests: { warmup, load: makeTally() } });
    expect([errors(measured).status, stall(measured).status]).toEqual(['fail', 'fail']);
  });

  it('are inconclusive when the load did not come to its end', () => {
    const measured = makeMeasured({ requests: { warmup: null, load: null } });
    expect([errors(measured).status, stall(measured).status]).toEqual(['inconclusive', 'inconclusive']);
  });
});

describe('growth', () => {
  const residuals = (of: (cycle: number) => number): Residual[] =>
    Array.from({ length: 10 }, (_, cycle) => ({
      requests: 20,
      serverOpen: of(cycle),
      descriptors: null,
      clientSockets: 4,
      socketListenersMax: 7,
      processListeners: 3,
      heapUsedBytes: 5_000_000,
    }));
  const grown = (first: Residual[], again: Residual[] = []) => makeMeasured({ growth: { first, again, notRun: null } });
  const leaking = residuals((cycle) => 4 + 2 * cycle);
  const warm = residuals((cycle) => Math.min(5, cycle + 1));

  it('fails for what grows in the first cycles and in as many again', () => {
    expect(growth(grown(leaking, leaking))).toMatchObject({
      status: 'fail',
      summary:
        'The connections open at the server grew from 4 to 22 over 20 cycles with 400 requests and did not come back.',
    });
  });

  it('passes a pool that warms up, and a late step that stays', () => {
    expect(growth(grown(warm)).status).toBe('pass');
    expect(growth(grown(leaking, warm)).status).toBe('pass');
  });

  it('does not accuse where there was no time to look again', () => {
    expect(growth(grown(leaking)).status).toBe('inconclusive');
  });
});

describe('a bound for a metric', () => {
  const bounded = (expect: Record<string, string>) =>
    thresholds(makeMeasured({}, { expect, metrics: { reuseRatio: 0.98 } }));

  it.each([
    ['>=0.99', 'fail'],
    ['>= 0.98', 'pass'],
    ['<0.98', 'fail'],
    ['==0.98', 'pass'],
  ])('of %s for 0.98 is a %s', (bound, status) => {
    expect(bounded({ reuseRatio: bound })).toMatchObject([
      { name: `threshold:reuseRatio${bound.replace(' ', '')}`, status },
    ]);
  });

  it('is inconclusive for a metric that was not measured', () => {
    expect(bounded({ latencyP99Ms: '<50' })).toMatchObject([
      { status: 'inconclusive', summary: 'latencyP99Ms was not measured.' },
    ]);
  });
});

describe('stall', () => {
  it('fails for work that stands still again and again, for longer than the server took', () => {
    const still = (stillMs: number[], serviceMaxMs: number) =>
      makeMeasured({
        ledger: { load: makeWindow({ serviceMaxMs }) },
        requests: { warmup: null, load: makeTally({ elapsedMs: 3_000, stillMs }) },
      });
    expect(stall(still([500, 500, 490], 5)).status).toBe('fail');
    expect(stall(still([500, 500, 490], 480)).status).toBe('pass');
    expect(stall(still([500], 5)).status).toBe('pass');
    expect(stall(still([2_600], 5)).status).toBe('fail');
  });

  it('fails for requests behind a busy connection while another one idles', () => {
    expect(stall(withLoad({ queuedBehindBusy: 40 })).status).toBe('fail');
    expect(stall(withLoad({ queuedBehindBusy: 2 })).status).toBe('pass');
  });
});

it('errors on connections that the server had closed for idleness are named the keep-alive race', () => {
  const failures = [{ code: 'UND_ERR_SOCKET', count: 3, example: 'other side closed' }];
  const measured = makeMeasured({
    ledger: { load: makeWindow({ closures: closed({ by: 'server', reason: 'idle', count: 3 }) }) },
    requests: { warmup: null, load: makeTally({ errors: 3, failures }) },
  });
  expect(errors(measured).summary).toContain('This is the keep-alive race: the server had closed 3 idle connections');
});

describe('the status of a run', () => {
  const pass = judgeCase(makeMeasured());
  const fail = judgeCase(withLoad({ opened: 100 }));
  const unsure = judgeCase(withLoad({ requests: 0 }));

  it('is decided by its cases, and not by contrasts', () => {
    expect(judgeRun([pass, { ...fail, contrast: true }])).toBe('pass');
    expect(judgeRun([pass, unsure])).toBe('inconclusive');
    expect(judgeRun([pass, unsure, fail])).toBe('fail');
  });

  it('is inconclusive where nothing but contrasts ran', () => {
    expect(judgeRun([{ ...pass, contrast: true }])).toBe('inconclusive');
  });

  it('is the same when a record is judged again', () => {
    expect(judgeCase(fail)).toEqual(fail);
    expect(Object.keys(judgeCase(fail)).slice(0, 11)).toEqual([
      'scenario',
      'configuration',
      'contrast',
      'target',
      'load',
      'settings',
      'status',
      'checks',
      'metrics',
      'histograms',
      'series',
    ]);
  });
});
