import { describe, expect, it } from 'vitest';
import type { Lacks } from '../record/abilities.ts';
import { makeSnapshot, type PhasesOfTest } from '../record/testing/make-evidence.ts';
import { makeMeasured } from '../record/testing/make-measured.ts';
import type { CaseOverrides } from '../record/testing/make-record.ts';
import { judgeCase } from './judge.ts';

/** The verdicts on a healthy client that lacks something. */
function judge(lacks: Lacks, phases: PhasesOfTest = {}, overrides: CaseOverrides = {}) {
  const { checks } = judgeCase(makeMeasured(phases, { ...overrides, evidence: { lacks, ...overrides.evidence } }));
  return (name: string) => checks.find((check) => check.name.startsWith(name));
}

const OWN = 'it sends requests of its own accord';

describe('a subject', () => {
  it.each(['limit', 'reuse', 'drain', 'errors', 'stall'])('that cannot be put under load has no %s', (name) => {
    expect(judge({ load: OWN })(name)).toMatchObject({ status: 'skipped', summary: `Not measured: ${OWN}.` });
    expect(judge({})(name)?.status).toBe('pass');
  });

  it('that cannot be put under load meets no bound of a metric, and breaks none', () => {
    const bound = { expect: { latencyP99Ms: '<50' } };
    expect(judge({ load: OWN }, {}, bound)('threshold')).toMatchObject({
      status: 'skipped',
      summary: `latencyP99Ms is not known: ${OWN}.`,
    });
    expect(judge({}, {}, bound)('threshold')?.status).toBe('inconclusive');
  });

  it('that says nothing of itself has no warnings, and its settings are those that were declared', () => {
    const check = judge({ heard: 'it is silent' });
    expect(check('warnings')).toMatchObject({ status: 'skipped', summary: 'Not measured: it is silent.' });
    expect(check('config')).toMatchObject({
      status: 'pass',
      summary: expect.stringMatching(/ What its live pools say is not known: it is silent\.$/),
    });
  });

  it('whose garbage cannot be collected is drained by what is open after the load', () => {
    const drain = (open: number) =>
      judge({ collect: 'it is no Node' }, { drain: { snapshot: makeSnapshot(open) }, collect: null })('drain');
    expect(drain(5)).toMatchObject({
      status: 'pass',
      summary: expect.stringMatching(/What only a garbage collection gives back is not known: it is no Node\.$/),
    });
    expect(drain(9)).toMatchObject({
      status: 'fail',
      summary: '9 connections open after the load, where the pool may keep 5.',
    });
  });

  it('that cannot tell what keeps it alive fails all the same where it stays', () => {
    const ending = { outcome: 'stayed', exitCode: null, signal: null, tookMs: 2_000, keptAliveBy: {}, during: 'exit' };
    const exit = judge({ keptAlive: 'it is no Node' }, {}, { evidence: { ending: { ...ending, outcome: 'stayed' } } });
    expect(exit('exit')).toMatchObject({
      status: 'fail',
      summary: 'The process stayed for 2 s after close(), kept by what nobody can name: it is no Node.',
    });
  });
});
