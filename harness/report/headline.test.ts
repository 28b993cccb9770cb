import { describe, expect, it } from 'vitest';
import { makeCheck, makeRecord } from '../record/testing/make-record.ts';
import { headlineOf } from './headline.ts';

const failing = (name: string) => ({
  configuration: name,
  status: 'fail' as const,
  checks: [makeCheck({ status: 'fail' }), makeCheck({ name: 'reuse' })],
});

describe('the headline of a run', () => {
  it('counts the cases that decide, not the contrasts', () => {
    const record = makeRecord({ cases: [{}, { ...failing('unlimited'), contrast: true }] });
    expect(headlineOf(record)).toBe('Passed: 1 case held every check.');
  });

  it('names up to three failed cases with the checks that failed', () => {
    const record = makeRecord({ status: 'fail', cases: [{}, ...['a', 'b', 'c', 'd', 'e'].map(failing)] });
    expect(headlineOf(record)).toBe(
      'Failed: 5 of 6 cases: diagnose-loki / a (limit); diagnose-loki / b (limit); diagnose-loki / c (limit); and 2 more.',
    );
  });

  it('says which case could not be judged', () => {
    const unsure = { status: 'inconclusive' as const, checks: [makeCheck({ name: 'exit', status: 'inconclusive' })] };
    const record = makeRecord({ status: 'inconclusive', cases: [unsure, {}] });
    expect(headlineOf(record)).toBe(
      'Inconclusive: 1 of 2 cases could not be judged: diagnose-loki / capped-50 (exit).',
    );
  });

  it('says how far an interrupted run came', () => {
    expect(headlineOf(makeRecord({ status: 'interrupted', cases: [] }))).toBe(
      'Interrupted after 0 cases: none had failed.',
    );
  });

  it('says so where nothing in a run decides', () => {
    expect(headlineOf(makeRecord({ cases: [{ contrast: true }] }))).toBe('Passed: no case decides this run.');
  });
});
