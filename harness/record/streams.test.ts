import { describe, expect, it } from 'vitest';
import type { CaseEvidence } from './evidence/case.ts';
import { streamsBeside } from './streams.ts';
import { makePhases, makeSnapshot, makeTally, makeWindow, type PhasesOfTest } from './testing/make-evidence.ts';
import { makeCase } from './testing/make-record.ts';

const streamsIn = (parts: PhasesOfTest, others: Partial<CaseEvidence> = {}) =>
  streamsBeside(makeCase({ evidence: { phases: makePhases(parts), ...others } }).evidence);
const atRest = (busy: number) => ({ ledger: makeWindow(), snapshot: makeSnapshot(5, 5, busy) });
const cutWith = (activeAtEnd: number) => ({ ledger: { activeAtEnd } });

describe('answers without an end beside a load', () => {
  it.each([
    ['stood before it and at every rest since', { baseline: atRest(2), drain: atRest(2), collect: atRest(2) }, 2],
    ['were a slow first request, ended since', { baseline: atRest(2), drain: atRest(2), collect: atRest(0) }, 0],
    ['are none where more is busy after the load than before', { baseline: atRest(0), drain: atRest(3) }, 0],
  ] as const)('%s', (_, parts, count) => {
    expect(streamsIn(parts)).toBe(count);
  });

  it('may begin with the first call: what stood after the warm-up, and is no more after the load and its repetition', () => {
    const begun = (drain: number, again: number, neverAnswered = 0) =>
      streamsIn({
        baseline: atRest(0),
        warmup: { ...cutWith(1), tally: makeTally({ neverAnswered }) },
        drain: atRest(drain),
        again: atRest(again),
      });
    expect([begun(1, 1), begun(3, 1), begun(1, 0), begun(0, 1), begun(1, 1, 1)]).toEqual([1, 1, 0, 0, 0]);
  });

  it('count once where the scenario holds some of its own open', () => {
    const parts = { baseline: atRest(2), drain: atRest(5) };
    expect(streamsIn(parts, { streams: { seen: 3, failures: [] } })).toBe(5);
  });

  it.each([
    ['after the warm-up and after the load', 2, 2, 2],
    ['after one of them, which is the end of an answer', 2, 0, 0],
    ['after the load alone, which it left behind', 0, 4, 0],
  ])('are seen in a comparison, which has no rest, by what is busy %s', (_, warmup, load, count) => {
    expect(streamsIn({ warmup: cutWith(warmup), load: cutWith(load) })).toBe(count);
  });

  it('are not looked for in a program with work of its own, whose requests nobody ends', () => {
    expect(streamsIn({ baseline: atRest(2), drain: atRest(2) }, { drive: 'own' })).toBe(0);
  });
});
