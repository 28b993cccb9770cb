import { describe, expect, it } from 'vitest';
import { makeComparison } from '../report/comparison/testing/sample-comparison.ts';
import { makeCase } from '../report/testing/record-fixture.ts';
import { judgeComparison } from './judge-comparison.ts';
import { measuredOf, requestsPerWindow } from './windows.ts';
import { changeText, intervalText } from './wording.ts';

describe('a judged comparison', () => {
  it('is judged the same again from what was saved', () => {
    const record = makeComparison();
    expect(judgeComparison(record)).toEqual(record);
  });

  it('chooses what is proven better, and says how much', () => {
    const { status, recommendation } = makeComparison({ latencies: { a: 1, b: 0.8, c: 1.3 } });
    expect(status).toBe('trusted');
    expect(recommendation).toMatch(
      /^Choose b over a: .*p99 20 % lower \(95 %: .*\); CPU per request equal\. Proven at 99 %/,
    );
    expect(recommendation).toContain('c is worse: requests/s 23 % lower');
  });

  it('gives no reason to choose where all are equal, and claims nothing where it cannot tell', () => {
    expect(makeComparison({ latencies: { a: 1, b: 1 } }).recommendation).toContain('No difference that matters: a, b');
    const noisy = makeComparison({ latencies: { a: 1, b: 1.05 }, noise: 0.3 });
    expect(noisy.recommendation).toMatch(
      /^No difference can be claimed after 12 rounds\. b cannot be told apart from a/,
    );
  });

  it('has no verdict but "untrusted" where the reference differs from its twin', () => {
    const { status, comparisons, ladder } = makeComparison({ twin: 1.2 });
    expect(status).toBe('untrusted');
    expect(new Set(comparisons.map(({ verdict }) => verdict))).toEqual(new Set(['untrusted']));
    expect(ladder.find(({ name }) => name === 'twin')?.status).toBe('fail');
  });

  it('says how far an interrupted one came, with whatever the rounds so far allow', () => {
    const cut = makeComparison({ rounds: 3, overrides: { interrupted: true, plannedRounds: 12 } });
    expect(cut.status).toBe('interrupted');
    expect(cut.recommendation).toMatch(/^Interrupted after 3 of 12 rounds\. Estimates only/);
    expect(makeComparison({ rounds: 0 }).recommendation).toBe('Nothing can be said: no round was completed.');
  });

  it('never chooses a configuration whose requests failed', () => {
    const record = makeComparison({ latencies: { a: 1, b: 0.7 } });
    for (const round of record.rounds) Object.assign(round.b?.metrics ?? {}, { errors: 3, requests: 1_997 });
    const again = judgeComparison(record);
    expect(again.recommendation).toMatch(
      /^No plain choice\. b is faster .* no choice: it is a contrast, or requests failed/,
    );
    expect(again.ladder.filter(({ status }) => status === 'fail').map(({ name }) => name)).toEqual(['errors', 'work']);
    expect(again.comparisons.find(({ metric }) => metric === 'latencyP99Ms')?.verdict).toBe('not measured');
  });
});

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

describe('a ratio in words', () => {
  it('is a percentage with its direction, and a factor from two on', () => {
    expect([0.88, 1.034, 1, 3.14].map(changeText)).toEqual([
      '12 % lower',
      '3.4 % higher',
      'the same',
      '3.1 times as high',
    ]);
  });

  it('has an interval on its own side, or with signs across 1', () => {
    const between = (low: number, high: number) => intervalText({ low, high, attained: 0.96 });
    expect(between(0.84, 0.92)).toBe('8 to 16 %');
    expect(between(1.08, 1.16)).toBe('8 to 16 %');
    expect(between(0.98, 1.05)).toBe('-2 to +5 %');
    expect(between(1.9, 2.4)).toBe('1.90 to 2.40 times');
    expect(intervalText('unbounded')).toBe('unknown');
  });
});
