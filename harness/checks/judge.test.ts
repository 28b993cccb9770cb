import { describe, expect, it } from 'vitest';
import type { LedgerWindow } from '../record/evidence/ledger.ts';
import { makeMeasured } from '../record/testing/make-measured.ts';
import { judgeCase, judgeRun } from './judge.ts';

const withLoad = (window: Partial<LedgerWindow>) => makeMeasured({ load: { ledger: window } });

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
