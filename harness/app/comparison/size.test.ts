import { describe, expect, it } from 'vitest';
import { claimText } from '../../cli/comparison-progress.ts';
import type { Drive } from '../../core/drives.ts';
import { makeRandom } from '../../core/random.ts';
import { makePhases } from '../../record/testing/make-evidence.ts';
import { makeCase } from '../../record/testing/make-record.ts';
import { normalizeScenario } from '../../scenario/normalize.ts';
import { type SizeOptions, sizeComparison, trialLoad } from './size.ts';

const input = {
  name: 'pair',
  target: { kind: 'http' },
  configurations: { a: { transport: 'undici-agent' }, b: { transport: 'undici-agent' } },
};

function sizeOf(options: SizeOptions, { load = {}, rate = 2_000, drive = null as Drive | null, among = 2 } = {}) {
  const plain = normalizeScenario({ ...input, load }, '/nowhere.ts');
  const scenario = { ...plain, load: trialLoad(plain.load, options) };
  const phases = makePhases({ load: { startMs: 500, endMs: 1_500 } });
  const window = makeCase({ metrics: { requestsPerSecond: rate }, evidence: { phases, drive } });
  return sizeComparison(
    { a: window, b: window },
    { scenario, options, spentMs: 5_000, trialMs: 3_000, among },
    makeRandom(1),
  );
}

describe('the size of a comparison', () => {
  it('is twelve rounds of a second, five short ones when quick, or what was asked for', () => {
    expect(sizeOf({})).toMatchObject({ rounds: 12, requests: 2_000, roundMs: 4_500 });
    expect(sizeOf({ quick: true })).toMatchObject({ rounds: 5, requests: 1_000, smallestClaim: null });
    expect(sizeOf({ rounds: 20 }).rounds).toBe(20);
  });

  it('is as many rounds as the budget still buys after the trial', () => {
    // 5 s are spent, 4 s go to the cost of one request, and a round is three windows of 1.5 s.
    expect(sizeOf({ budgetMs: 99_000 })).toMatchObject({ rounds: 20, requests: 2_000, sufficientBudgetMs: null });
  });

  it('has shorter windows before its rounds are too few for a claim, and names the budget that would do', () => {
    // Twelve rounds of 1.25 s each: half a second of overhead, 1,500 requests in 0.75 s.
    expect(sizeOf({ budgetMs: 54_000 })).toMatchObject({ rounds: 12, requests: 1_500 });
    const small = sizeOf({ budgetMs: 20_000 });
    expect(small).toMatchObject({ rounds: 3, requests: 1_000, smallestClaim: null, leastRounds: 10 });
    // Nine seconds elsewhere, twelve rounds of three windows of 1 s.
    expect(small.sufficientBudgetMs).toBe(45_000);
    expect(claimText(small)).toContain('--budget 45s would do');
    expect(sizeOf({ budgetMs: 45_000 })).toMatchObject({ rounds: 12, requests: 1_000 });
    expect(sizeOf({ budgetMs: 1_000 }).rounds).toBe(1);
  });

  it('has as many rounds as a claim among all needs, where others are measured on other shards', () => {
    const [alone, shared] = [sizeOf({}), sizeOf({}, { among: 40 })];
    expect(shared.rounds).toBeGreaterThan(alone.rounds);
    expect(shared.rounds).toBeGreaterThanOrEqual(shared.leastRounds);
    expect(sizeOf({ budgetMs: 20_000 }, { among: 40 }).leastRounds).toBe(shared.leastRounds);
  });

  it('spends nothing on the cost of one request where that is not measured', () => {
    expect(sizeOf({ budgetMs: 95_000, micro: false }).rounds).toBe(20);
  });

  it('has windows for a p99 unless a length or the scenario’s own number of requests is given', () => {
    expect(sizeOf({}, { rate: 100 }).requests).toBe(1_000);
    expect(sizeOf({ durationMs: 500 }, { rate: 100 }).requests).toBe(50);
    expect(sizeOf({}, { load: { requests: 60 } }).requests).toBe(60);
  });

  it('is equal times where nobody calls the programs', () => {
    expect(sizeOf({}, { drive: 'own', rate: 3 })).toMatchObject({ requests: null, uncalledMs: 1_000, roundMs: 4_500 });
    expect(sizeOf({ durationMs: 500 }, { drive: 'stdin' })).toMatchObject({ requests: null, uncalledMs: 500 });
    expect(sizeOf({ budgetMs: 99_000 }, { drive: 'own' })).toMatchObject({ rounds: 20, requests: null });
  });

  it('is refused where a configuration got no answer, with the failure', () => {
    expect(() => sizeOf({}, { rate: 0 })).toThrow('got no answer in the trial round');
  });
});
