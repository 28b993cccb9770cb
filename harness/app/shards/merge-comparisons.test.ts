import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeComparison } from '../../compare/judge-comparison.ts';
import { hasFigures } from '../../compare/wording.ts';
import type { Blob } from '../../record/blob/schema.ts';
import { comparisonSchema, type MeasuredComparison, measuredComparisonSchema } from '../../record/comparison.ts';
import { makeBlob } from '../../record/testing/make-blob.ts';
import { makeComparison, type Planted } from '../../report/comparison/testing/sample-comparison.ts';
import { mergeComparisons } from './merge-comparisons.ts';

const NOW = new Date('2026-03-01T10:05:00.000Z');
/** Beside the reference 'a', which every shard has. */
const LATENCIES: Record<string, number> = { b: 0.8, c: 1.3, d: 1 };
const PLAN = ['a', 'b', 'c', 'd'].map((configuration, shard) => {
  return { scenario: 'diagnose-loki', configuration, contrast: false, shard };
});

/** The share of one shard: `machine` times slower than the others, with windows of its own size. */
function shareOf(index: number, planted: Planted & { machine?: number; requests?: number } = {}): MeasuredComparison {
  const name = PLAN[index]?.configuration ?? '';
  const { machine = 1, requests = 2_000, ...more } = planted;
  const measured = makeComparison({ latencies: { a: 1, [name]: LATENCIES[name] ?? 1 }, ...more });
  for (const { metrics } of measured.rounds.flatMap(Object.values)) {
    metrics.requests = requests;
    metrics.requestsPerSecond = (metrics.requestsPerSecond ?? 0) / machine;
    for (const key of ['latencyP50Ms', 'latencyP99Ms', 'cpuPerRequestMicros'] as const) {
      metrics[key] = (metrics[key] ?? 0) * machine;
    }
  }
  measured.load.requests = requests;
  const none = { measured: [], missing: [] };
  return measuredComparisonSchema.parse({ ...measured, seed: index, micro: none, twin: 'a again' });
}

/** As they are where nothing is planted. */
const SHARES = [1, 2, 3].map((index) => shareOf(index));

function blobOf(index: number, share = SHARES[index - 1] ?? null, overrides: Partial<Blob> = {}): Blob {
  return makeBlob({ index, plan: PLAN, total: 3, cases: [], comparison: share, ...overrides });
}

function merge(...blobs: Blob[]) {
  const read = blobs.map((blob) => ({ file: `${blob.host}-${blob.attempt}.json.gz`, blob }));
  const record = judgeComparison(mergeComparisons(read, { allowMixed: [], now: NOW }));
  // As it would come back from a file.
  return comparisonSchema.parse(JSON.parse(JSON.stringify(record)));
}

describe('the shards of a comparison', () => {
  it('are one comparison, whichever order they come in, that is judged the same again from what was saved', () => {
    const record = merge(blobOf(1), blobOf(2), blobOf(3));
    expect(record).toMatchObject({ status: 'trusted', id: 'night-7', reference: 'a' });
    expect(record.configurations.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd']);
    expect(record.recommendation.answer).toMatch(/^Choose b over a, proven at 99 % in 12 rounds:/);
    expect(judgeComparison(record)).toEqual(record);
    fc.assert(
      fc.property(fc.shuffledSubarray([1, 2, 3], { minLength: 3 }), (order) => {
        expect(merge(...order.map((index) => blobOf(index)))).toEqual(record);
      }),
      { numRuns: 6 },
    );
  });

  it('say of each configuration what its own shard says, however much faster the other machines are', () => {
    const machines = fc.tuple(...[1, 2, 3].map(() => fc.double({ min: 0.2, max: 5, noNaN: true })));
    fc.assert(
      fc.property(machines, (speeds) => {
        const shares = speeds.map((machine, at) =>
          shareOf(at + 1, { machine, requests: Math.round(2_000 * machine) + 1_000 }),
        );
        const merged = merge(...shares.map((share, at) => blobOf(at + 1, share)));
        const alone = shares.flatMap((share) => judgeComparison(share).comparisons).filter(hasFigures);
        const together = merged.comparisons.filter(hasFigures);
        expect(together).toHaveLength(alone.length);
        for (const [at, one] of together.entries()) {
          const own = alone[at];
          expect([one.configuration, one.metric, one.rounds]).toEqual([own?.configuration, own?.metric, own?.rounds]);
          expect(one.ratio).toBeCloseTo(own?.ratio ?? 0, 12);
          expect(one.interval95).toEqual(own?.interval95);
          // All of them share the level.
          expect(one.adjustedP).toBeGreaterThanOrEqual(own?.adjustedP ?? 1);
        }
      }),
      { numRuns: 3 },
    );
  });

  it('count connections beside those of the reference on their own machine', () => {
    const share = shareOf(2);
    for (const { metrics } of share.rounds.flatMap(Object.values)) metrics.connectionsPeak = 77;
    const { counts } = merge(blobOf(1), blobOf(2, share), blobOf(3));
    expect(counts.filter(({ count }) => count === 'connectionsPeak').map(({ finding }) => finding)).toEqual([
      ...['same', 'same', 'same'],
    ]);
  });

  it('hold each rate against the ceiling of its own machine', () => {
    const slow = {
      machine: 4,
      overrides: { ceiling: { requestsPerSecond: 1_500, latencyP50Ms: 40, latencyP99Ms: 90, errors: 0 } },
    };
    const { ladder } = merge(blobOf(1), blobOf(2, shareOf(2, slow)), blobOf(3));
    const target = ladder.find(({ name }) => name === 'target');
    expect(target?.details.c).toBeCloseTo(
      (judgeComparison(shareOf(2, slow)).ladder.find(({ name }) => name === 'target')?.details.c as number) ?? 0,
      12,
    );
  });

  it('are untrusted where one machine measures its reference otherwise than its twin, and it is named', () => {
    const { status, ladder, comparisons } = merge(blobOf(1), blobOf(2, shareOf(2, { twin: 1.2 })), blobOf(3));
    expect(status).toBe('untrusted');
    expect(ladder.find(({ name }) => name === 'twin')).toMatchObject({
      status: 'fail',
      summary: expect.stringMatching(/^a differs from itself: requests\/s .* \(a again on shard 2\)/),
    });
    expect(new Set(comparisons.map(({ verdict }) => verdict))).toEqual(new Set(['untrusted']));
  });

  it('are incomplete without one that is missing, with what it would have compared', () => {
    const { status, ladder, recommendation } = merge(blobOf(1), blobOf(3));
    expect(status).toBe('incomplete');
    expect(ladder[0]).toMatchObject({
      name: 'shards',
      status: 'inconclusive',
      summary: 'Shard 2 of 3 left no blob. Not compared: c.',
    });
    expect(recommendation.answer).toMatch(/^Incomplete: choose b over a/);
    expect(recommendation.rest).toContain('Not compared: c.');
  });

  it('are incomplete where one was interrupted, until its next attempt takes its place', () => {
    const cut = { ...shareOf(2, { rounds: 3 }), interrupted: true, plannedRounds: 12 };
    const interrupted = blobOf(2, cut, { ended: 'interrupted' });
    const without = merge(blobOf(1), interrupted, blobOf(3));
    expect(without.status).toBe('incomplete');
    expect(without.ladder[0]?.summary).toBe('Shard 2 of 3 ended before its time.');
    const again = merge(blobOf(1), interrupted, blobOf(2, undefined, { attempt: 2 }), blobOf(3));
    expect(again.status).toBe('trusted');
    expect(again.shards?.remarks).toEqual(['Attempt 2 at shard 2 replaces attempt 1.']);
  });

  it('compare nothing of one that was interrupted before its first round', () => {
    const none = { ...shareOf(2), rounds: [], order: [], example: null, histograms: {}, interrupted: true };
    const { status, comparisons, recommendation } = merge(
      blobOf(1),
      blobOf(2, none, { ended: 'interrupted' }),
      blobOf(3),
    );
    expect(status).toBe('incomplete');
    expect(
      new Set(comparisons.filter(({ configuration }) => configuration === 'c').map(({ verdict }) => verdict)),
    ).toEqual(new Set(['not measured']));
    expect(recommendation.answer).toMatch(/^Incomplete: choose b over a, proven at 99 % in 12 rounds/);
  });

  it('may have played unlike many rounds, which is said', () => {
    const longer = { ...shareOf(2, { rounds: 20 }), smallestClaim: 1.1 };
    const { shards, recommendation, smallestClaim } = merge(blobOf(1), blobOf(2, longer), blobOf(3));
    expect(smallestClaim).toBe(1.18);
    expect(shards?.remarks[0]).toMatch(/^The shards played unlike many rounds: 12, 20, 12\./);
    expect(recommendation.answer).toContain('proven at 99 % in 12 to 20 rounds');
  });

  it('are not merged with those of another division, of another run or of another kind', () => {
    const other = PLAN.map((planned) => ({ ...planned, shard: planned.shard === 3 ? 2 : planned.shard }));
    expect(() => merge(blobOf(1), blobOf(2, undefined, { plan: other }))).toThrow(
      'Shard 2 divided the comparison otherwise than shard 1: give all of them the same configurations',
    );
    expect(() => merge(blobOf(1), blobOf(2, undefined, { runId: 'other' }))).toThrow('of more than one run');
    expect(() => merge(blobOf(1), makeBlob({ index: 2, plan: PLAN }))).toThrow('is the blob of a run.');
  });
});
