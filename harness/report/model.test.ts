import { describe, expect, it } from 'vitest';
import { makeRecord } from '../record/testing/make-record.ts';
import { viewOf } from './model.ts';
import { makeSampleRun } from './testing/sample-run.ts';

describe('the view of a run', () => {
  it('keeps contrast cases apart, and gives every case an anchor of its own', () => {
    const { scenarios } = viewOf(
      makeRecord({ cases: [{ configuration: 'a' }, { configuration: 'b', contrast: true }, { scenario: 'other' }] }),
    );
    expect(scenarios).toMatchObject([
      {
        name: 'diagnose-loki',
        deciding: [{ anchor: 'diagnose-loki--a' }],
        contrast: [{ anchor: 'diagnose-loki--b', configuration: 'b' }],
      },
      { name: 'other', deciding: [{ anchor: 'other--capped-50' }], contrast: [] },
    ]);
  });

  it('says when and where the run took place', () => {
    const { when, environment } = viewOf(makeRecord({ environment: { git: null } }));
    expect(when).toBe('2026-03-01 10:00:00 UTC, took 41 s');
    expect(environment).toBe(
      'Node 26.10.0 · undici 8.12.4 · linux x64 6.8.0 · Example CPU, 2 cores, 8 GiB · poolproof 0.1.0',
    );
  });

  it('has something to draw at every place of a case that was fully measured', () => {
    const [first] = viewOf(makeSampleRun()).scenarios[0]?.deciding ?? [];
    expect(first?.charts.map(({ drawing }) => drawing?.kind)).toEqual([
      'time',
      'time',
      'time',
      'histogram',
      'percentiles',
    ]);
  });
});
