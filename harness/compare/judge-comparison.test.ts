import { describe, expect, it } from 'vitest';
import type { ComparisonRecord } from '../record/comparison.ts';
import { makeCase } from '../record/testing/make-record.ts';
import { makeComparison } from '../report/comparison/testing/sample-comparison.ts';
import { judgeComparison } from './judge-comparison.ts';
import { measuredOf, requestsPerWindow } from './windows.ts';

describe('a judged comparison', () => {
  it('is judged the same again from what was saved', () => {
    const record = makeComparison();
    expect(judgeComparison(record)).toEqual(record);
  });

  it('chooses what is proven better, and says in one sentence how sure that is', () => {
    const { status, recommendation } = makeComparison({ latencies: { a: 1, 'b v1. 2': 0.8, c: 1.3 } });
    expect(status).toBe('trusted');
    expect(recommendation.answer).toMatch(
      /^Choose b v1\. 2 over a, proven at 99 % in 12 rounds: .*p99 −20 % \(95 %: .*\); CPU per request equal\.$/,
    );
    expect(recommendation.rest).toMatch(/^c is worse: requests\/s −23 % /);
    expect(recommendation.rest).toMatch(/The twin .* rules out a bias of more than \d\.\d % in requests\/s/);
  });

  it('keeps the reference where nothing fit is better, and says how sure that is', () => {
    expect(makeComparison({ latencies: { a: 1, b: 1.3, c: 1 } }).recommendation.answer).toBe(
      'Keep a: b is worse, proven at 99 % in 12 rounds; c is not proven to differ from it.',
    );
  });

  it('names five of many, and says how many the others are', () => {
    const latencies = Object.fromEntries(
      Array.from({ length: 12 }, (_, index) => [`c${index}`, index === 0 ? 1 : 1.5]),
    );
    expect(makeComparison({ latencies, rounds: 20 }).recommendation.answer).toBe(
      'Keep c0: c1, c2, c3, c4, c5 and 6 more are worse, proven at 99 % in 20 rounds.',
    );
  });

  it('says of two better ones that the choice between them was not tested', () => {
    const { answer, rest } = makeComparison({ latencies: { a: 1, b: 0.8, c: 0.7 } }).recommendation;
    expect(answer).toMatch(/^Choose c over a/);
    expect(rest).toContain('whether it or c is the better one was not tested');
  });

  it('gives no reason to choose where all are equal, and claims nothing where it cannot tell', () => {
    expect(makeComparison({ latencies: { a: 1, b: 1 } }).recommendation.answer).toMatch(
      /^No difference that matters in 12 rounds: .* a, b are equal within 5 %/,
    );
    const noisy = makeComparison({ latencies: { a: 1, b: 1.05 }, noise: 0.3 }).recommendation;
    expect(noisy.answer).toBe('No difference can be claimed after 12 rounds: none is proven at 99 %.');
    expect(noisy.rest).toMatch(/^b cannot be told apart from a/);
  });

  it('has no verdict but "untrusted" where the reference differs from its twin', () => {
    const { status, comparisons, ladder, recommendation } = makeComparison({ twin: 1.2 });
    expect(status).toBe('untrusted');
    expect(recommendation.answer).toBe('Choose nothing by this comparison: capped-50 differs from itself.');
    expect(new Set(comparisons.map(({ verdict }) => verdict))).toEqual(new Set(['untrusted']));
    expect(ladder.find(({ name }) => name === 'twin')?.status).toBe('fail');
  });

  it('says how far an interrupted one came, with whatever the rounds so far allow', () => {
    const cut = makeComparison({ rounds: 3, overrides: { interrupted: true, plannedRounds: 12 } });
    expect(cut.status).toBe('interrupted');
    expect(cut.recommendation.answer).toMatch(/^Interrupted after 3 of 12 rounds: estimates only/);
    const none = makeComparison({ rounds: 0 });
    expect(none.recommendation).toEqual({ answer: 'Nothing can be said: no round was completed.', rest: '' });
    expect(none.ladder.some(({ status }) => status === 'pass')).toBe(false);
  });

  it('of too few rounds gives estimates, and how many more it takes to test them', () => {
    const { status, recommendation, comparisons } = makeComparison({ rounds: 5 });
    expect(status).toBe('estimates');
    expect(recommendation.answer).toBe('Estimates only, nothing is tested (5 rounds), at least 5 more are needed.');
    expect(comparisons[0]).toMatchObject({ verdict: 'not tested', moreRounds: 5 });
  });
});

describe('a window that failed', () => {
  it('takes its own metrics with it and leaves the verdicts of the others standing', () => {
    const again = afterFault({ latencies: { a: 1, b: 1, c: 1.3, d: 1 } }, ({ rounds: [first] }) => {
      Object.assign(first?.c?.metrics ?? {}, { errors: 1, requests: 1_999 });
    });
    const of = (name: string) => again.comparisons.filter(({ configuration }) => configuration === name);
    expect(of('c').map(({ verdict }) => verdict)).toEqual(['slower', 'not tested', 'not tested', 'equal']);
    expect(of('b').map(({ verdict }) => verdict)).toEqual(['equal', 'equal', 'equal', 'equal']);
    expect(again.status).toBe('trusted');
    expect(again.recommendation.answer).toMatch(/^Keep a: c is worse, proven at 99 %/);
  });

  it('makes its configuration no choice, however fast it is', () => {
    const again = afterFault({ latencies: { a: 1, b: 0.7 } }, ({ rounds }) => {
      for (const round of rounds) Object.assign(round.b?.metrics ?? {}, { errors: 3, requests: 1_997 });
    });
    expect(again.recommendation.answer).toBe('Keep a: b may not ship, for 36 of its requests failed.');
    expect(again.ladder.filter(({ status }) => status === 'fail').map(({ name }) => name)).toEqual(['errors', 'work']);
    expect(again.recommendation.rest).toContain('b 36 of 24,000 (0.1 %)');
    expect(again.comparisons.find(({ metric }) => metric === 'latencyP99Ms')?.verdict).toBe('not measured');
  });

  it.each(['a', 'a again'])('of the reference (as %s) leaves no plain choice', (played) => {
    const again = afterFault({ latencies: { a: 1, b: 1.3 } }, ({ rounds: [first] }) => {
      Object.assign(first?.[played]?.metrics ?? {}, { errors: 500, requests: 1_500 });
    });
    expect(again.recommendation.answer).toBe(
      'No plain choice: a itself failed 500 requests, and all are compared with it.',
    );
    expect(again.ladder.find(({ name }) => name === 'errors')?.summary).toContain('a 500 of 48,000 (1 %)');
  });
});

describe('a configuration that breaks its own limit', () => {
  const withPeak = (name: string, peak: number) =>
    afterFault({ latencies: { a: 1, b: 0.7 } }, ({ rounds: [first] }) => {
      Object.assign(first?.[name]?.metrics ?? {}, { connectionsActivePeak: peak });
    });

  it('is never the choice', () => {
    const { recommendation, ladder } = withPeak('b', 200);
    expect(recommendation.answer).toBe(
      'Keep a: b may not ship, for it had 200 connections at once where its limit is 50.',
    );
    expect(ladder.find(({ name }) => name === 'limit')?.status).toBe('fail');
  });

  it('is no choice by other reasons where it is equal', () => {
    const { answer } = afterFault({ latencies: { a: 1, b: 1 } }, ({ rounds: [first] }) => {
      Object.assign(first?.b?.metrics ?? {}, { connectionsActivePeak: 200 });
    }).recommendation;
    expect(answer).toMatch(/^Keep a: b may not ship, for it had 200 connections/);
  });

  it('is not kept either where it is the reference', () => {
    expect(withPeak('a', 200).recommendation.answer).toMatch(/^Choose b over a/);
    const slower = afterFault({ latencies: { a: 1, b: 1.3 } }, ({ rounds: [first] }) => {
      Object.assign(first?.['a again']?.metrics ?? {}, { connectionsActivePeak: 52 });
    });
    expect(slower.recommendation.answer).toMatch(/^No plain choice: a itself may not ship, for it had 52 connections/);
  });

  it('does not by one more for a moment', () => {
    expect(withPeak('b', 51).recommendation.answer).toMatch(/^Choose b over a/);
  });
});

it('what speaks against the figures stands beside the choice: a target at its limit', () => {
  const ceiling = { requestsPerSecond: 6_500, latencyP50Ms: 1, latencyP99Ms: 2, errors: 0 };
  const { answer, rest } = makeComparison({ latencies: { a: 1, b: 0.8 }, overrides: { ceiling } }).recommendation;
  expect(answer).toMatch(/^Choose b/);
  expect(rest).toContain('The target was at its limit for b');
});

/** Judged again after something was planted in what was measured. */
function afterFault(planted: Parameters<typeof makeComparison>[0], fault: (record: ComparisonRecord) => void) {
  const record = makeComparison(planted);
  fault(record);
  return judgeComparison(record);
}

describe('a window', () => {
  const window = makeCase({ metrics: { requests: 2_000, requestsPerSecond: 100, latencyP50Ms: 5, latencyP99Ms: 9 } });

  it('shows latencies only for the whole of the work, and a p99 only of a thousand requests', () => {
    expect(measuredOf(window, 2_000)).toMatchObject({ latencyP50Ms: 5, latencyP99Ms: 9 });
    expect(measuredOf(window, 2_001)).toMatchObject({ requestsPerSecond: 100, latencyP50Ms: null, latencyP99Ms: null });
    const small = makeCase({ metrics: { requests: 999, latencyP50Ms: 5, latencyP99Ms: 9 } });
    expect(measuredOf(small, 999)).toMatchObject({ latencyP50Ms: 5, latencyP99Ms: null });
  });

  it('lasts as long as was asked for on average over the configurations', () => {
    const requests = requestsPerWindow([1_000, 4_000], 1_000, 1);
    expect((requests / 1_000 + requests / 4_000) / 2).toBeCloseTo(1, 3);
    expect(requestsPerWindow([10], 1_000, 1_000)).toBe(1_000);
  });
});
