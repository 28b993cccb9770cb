import { describe, expect, it } from 'vitest';
import type { Closure } from '../record/evidence.ts';
import { makeBorder, makeMeasured, makeTally, makeWindow } from '../testing/measured-case.ts';
import { close } from './close.ts';
import { config } from './config.ts';
import { drain } from './drain.ts';
import { exit } from './exit.ts';
import { judgeCase, judgeRun } from './judge.ts';
import { limit } from './limit.ts';
import { reuse } from './reuse.ts';
import { thresholds } from './thresholds.ts';
import { warnings } from './warnings.ts';

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
    expect(drain(borders(makeBorder(2, 30))).status).toBe('fail');
  });

  it('judges by the server alone where there is no /proc', () => {
    expect(drain(borders(makeBorder(5, null))).status).toBe('pass');
    expect(drain(borders(makeBorder(9, null))).status).toBe('fail');
  });

  it('is inconclusive when the subject did not live to see it', () => {
    expect(drain(makeMeasured({ borders: { baseline: makeBorder(0) } })).status).toBe('inconclusive');
  });
});

describe('close', () => {
  it.each([
    [{ close: { outcome: 'hung', tookMs: 2_000, message: null } }, 'fail', /had not settled after 2 s/],
    [{ close: { outcome: 'threw', tookMs: 1, message: 'no' } }, 'fail', /threw: no/],
    [{ close: null }, 'inconclusive', /not reached/],
    [{ borders: { baseline: makeBorder(0), close: makeBorder(3) } }, 'fail', /3 connections still open/],
    [{ borders: { baseline: makeBorder(0), close: makeBorder(0, 2) } }, 'fail', /2 sockets over the baseline/],
  ] as const)('%j is a %s', (evidence, status, summary) => {
    expect(close(makeMeasured(evidence))).toMatchObject({ status, summary: expect.stringMatching(summary) });
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

describe('warnings', () => {
  const warned = (name: string) =>
    makeMeasured({ warnings: [{ name, count: 2, example: '11 error listeners added' }] });

  it('fails for listeners that pile up, and only tells other warnings', () => {
    expect(warnings(warned('MaxListenersExceededWarning'))).toMatchObject({
      status: 'fail',
      summary: 'The process warned of a leak: 11 error listeners added',
    });
    expect(warnings(warned('DeprecationWarning'))).toMatchObject({
      status: 'pass',
      summary: 'No warning of a leak; others: DeprecationWarning 2 times.',
    });
  });
});

describe('config', () => {
  const configured = (settings: object, behaviour: Record<string, unknown> = {}) =>
    makeMeasured({}, { settings, target: { behaviour } });

  it('fails more idle connections than the limit', () => {
    expect(config(configured({ connectionLimit: 5, idleLimit: 10 })).status).toBe('fail');
  });

  it('fails an idle time that is longer than that of a server which gives no hint', () => {
    const kept = { subject: 'undici-agent', options: { keepAliveTimeout: 130_000 } };
    const server = { idleTimeoutMs: 120_000, keepAliveHint: false };
    expect(config(configured(kept, server))).toMatchObject({
      status: 'fail',
      summary: 'Idle connections are kept for 2 min 10 s, and the server closes them after 2 min 0 s without a hint.',
    });
    expect(config(configured(kept, { ...server, keepAliveHint: true })).status).toBe('pass');
    expect(config(configured({ ...kept, options: { keepAliveTimeout: 90_000 } }, server)).status).toBe('pass');
  });

  it('only advises where nothing contradicts', () => {
    const agents = { count: 60, maxSockets: null, maxFreeSockets: 256 };
    expect(config(makeMeasured({ agents }))).toMatchObject({
      status: 'pass',
      summary: 'No contradiction. Advice: The live http Agent has no limit, where 5 was asked for.',
    });
    expect(config(configured({ connectionLimit: null })).summary).toContain('No connection limit is set.');
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
