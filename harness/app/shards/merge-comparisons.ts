import { getOrInsert } from '../../core/get-or-insert.ts';
import type { ReadBlob } from '../../record/blob/read.ts';
import type { Blob } from '../../record/blob/schema.ts';
import type { ComparisonShard, MeasuredComparison } from '../../record/comparison.ts';
import { mergeHistograms } from '../../record/hdr.ts';
import { clockRemarks } from './clocks.ts';
import { latestAttempts, type MergeOptions, missingShards, spanOf } from './merge.ts';
import { verifyBelongTogether, verifyKind } from './verify.ts';

type Share = Blob & { comparison: MeasuredComparison };

/**
 * One comparison from the blobs of all shards, to be judged; throws where they do not belong together. The rounds of
 * the shards stand one after the other, each with the reference and the twin of its own machine.
 */
export function mergeComparisons(read: readonly ReadBlob[], { allowMixed, now }: MergeOptions): MeasuredComparison {
  verifyKind(read, 'comparison');
  const { latest, replaced } = latestAttempts(read);
  const mixed = verifyBelongTogether(read, latest, allowMixed);
  const shares = latest.map(({ blob }) => blob as Share);
  const [first] = shares as [Share];
  const missing = missingShards(shares);
  const plan = first.plan.filter(({ shard }) => missing.includes(shard));
  return {
    ...first.comparison,
    id: first.runId,
    ...spanOf(shares),
    interrupted: shares.some(({ comparison }) => comparison.interrupted),
    configurations: configurationsOf(shares),
    smallestClaim: smallestClaimOf(shares),
    plannedRounds: sumOf(shares, ({ plannedRounds }) => plannedRounds),
    order: shares.flatMap(({ comparison }) => comparison.order),
    rounds: shares.flatMap(({ comparison }) => comparison.rounds),
    histograms: histogramsOf(shares),
    example: exampleOf(shares),
    shards: {
      total: first.total,
      merged: shares.map(shardOf),
      missing,
      missingConfigurations: plan.map(({ configuration }) => configuration),
      remarks: [...replaced, ...mixed, ...unlikeRounds(shares), ...clockRemarks(shares, now)],
    },
  };
}

/** In the order of the plan; the reference once. */
function configurationsOf(shares: readonly Share[]): MeasuredComparison['configurations'] {
  const played = new Map(
    shares.flatMap(({ comparison }) => comparison.configurations.map((one) => [one.name, one] as const)),
  );
  return (shares[0]?.plan ?? []).flatMap(({ configuration }) => played.get(configuration) ?? []);
}

function shardOf(share: Share): ComparisonShard {
  const { index, attempt, host, startedAt, finishedAt, ended, comparison } = share;
  const { reference, configurations, seed, ceiling, plannedRounds, rounds, load } = comparison;
  return {
    ...{ index, attempt, host, startedAt, finishedAt, ended },
    configurations: configurations.map(({ name }) => name).filter((name) => name !== reference),
    ...{ seed, ceiling, plannedRounds, rounds: rounds.length, requests: load.requests },
  };
}

/** What all shards find, so that of the one with the fewest rounds. */
function smallestClaimOf(shares: readonly Share[]): number | null {
  const claims = shares.flatMap(({ comparison }) => comparison.smallestClaim ?? []);
  return claims.length < shares.length ? null : Math.max(...claims);
}

/** To be looked at: of the reference, the requests of all machines. */
function histogramsOf(shares: readonly Share[]): MeasuredComparison['histograms'] {
  const texts = new Map<string, Map<string, string[]>>();
  for (const [name, histograms] of shares.flatMap(({ comparison }) => Object.entries(comparison.histograms))) {
    const own = getOrInsert(texts, name, () => new Map<string, string[]>());
    for (const [which, text] of Object.entries(histograms)) getOrInsert(own, which, () => []).push(text);
  }
  const merged = [...texts].map(([name, own]) => {
    return [name, Object.fromEntries([...own].map(([which, all]) => [which, mergeHistograms(all)]))] as const;
  });
  return Object.fromEntries(merged);
}

/** Of each shard its own; the reference's is that of the first one. */
function exampleOf(shares: readonly Share[]): MeasuredComparison['example'] {
  const examples = shares.flatMap(({ comparison }) => comparison.example ?? []);
  const [first] = examples;
  if (!first) return null;
  return { round: first.round, windows: Object.assign({}, ...examples.map(({ windows }) => windows).reverse()) };
}

/** Shards with more rounds prove smaller differences. */
function unlikeRounds(shares: readonly Share[]): string[] {
  const counts = shares.map(({ comparison }) => comparison.rounds.length);
  return new Set(counts).size < 2
    ? []
    : [`The shards played unlike many rounds: ${counts.join(', ')}. Those with more prove smaller differences.`];
}

function sumOf(shares: readonly Share[], figure: (comparison: MeasuredComparison) => number): number {
  return shares.reduce((sum, { comparison }) => sum + figure(comparison), 0);
}
