import type { CaseRecord } from '../schema.ts';
import { makePhases, makeSnapshot, type PhasesOfTest } from './make-evidence.ts';
import { type CaseOverrides, makeCase } from './make-record.ts';

/** A healthy case but for what the test says: limit 5, 20 requests at a time, all given back. */
export function makeMeasured(phases: PhasesOfTest = {}, overrides: CaseOverrides = {}): CaseRecord {
  const { concurrency = 20, ...load } = overrides.load ?? {};
  return makeCase({
    ...overrides,
    load: { warmupMs: 0, ...load, concurrency },
    settings: { connectionLimit: 5, ...overrides.settings },
    evidence: {
      phases: makePhases(changed(healthy(concurrency), phases)),
      growth: { first: [], again: [], notRun: 'the scenario asks for no cycles' },
      close: { outcome: 'closed', tookMs: 3, message: null },
      ...overrides.evidence,
    },
  });
}

function healthy(inFlightPeak: number): PhasesOfTest {
  return {
    baseline: { snapshot: makeSnapshot(0) },
    load: { ledger: {}, tally: { inFlightPeak }, startMs: 0, endMs: 1_000 },
    drain: { snapshot: makeSnapshot(5) },
    collect: { snapshot: makeSnapshot(5) },
    close: { snapshot: makeSnapshot(0) },
  };
}

function changed(phases: PhasesOfTest, changes: PhasesOfTest): PhasesOfTest {
  const entries = Object.entries(changes).map(([key, parts]) => {
    return [key, parts && { ...phases[key as keyof PhasesOfTest], ...parts }] as const;
  });
  return { ...phases, ...Object.fromEntries(entries) };
}
