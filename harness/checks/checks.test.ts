import { describe, expect, it } from 'vitest';
import type { Closure } from '../record/evidence/ledger.ts';
import { makeMeasured, makeTally, makeWindow } from '../testing/measured-case.ts';
import { exit } from './exit.ts';
import { judgeCase, judgeRun } from './judge.ts';
import { limit } from './limit.ts';
import { reuse } from './reuse.ts';
import { thresholds } from './thresholds.ts';

const withLoad = (window: Parameters<typeof makeWindow>[0]) => makeMeasured({ ledger: { load: makeWindow(window) } });
const closed = (closure: Partial<Closure>): Closure[] => [
  { by: 'client', reason: 'fin', count: 0, active: 0, idleRetirements: 0, endless: 0, ...closure },
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
