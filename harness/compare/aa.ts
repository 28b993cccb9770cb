import { compareRounds, type MetricComparison } from './compare-rounds.ts';
import type { MetricName, Round } from './metrics.ts';
import { isProven } from './verdict.ts';

/** A bias below this share of delta (in logarithms) cannot by itself carry a ratio of no interest over delta. */
const HARMLESS_SHARE = 0.5;

/** What the reference's twin says about the comparison as a whole. */
export interface Trust {
  trust: 'trusted' | 'untrusted';
  /** Which twin differs from its reference, and in what. */
  differing: { configuration: string; metric: MetricName }[];
  /**
   * The largest bias, as a factor, that a twin's 90 % interval leaves possible; without the metrics that have none.
   */
  bias: Partial<Record<MetricName, number>>;
  comparisons: MetricComparison[];
}

/**
 * The reference runs twice in every round, once under a hidden name. Where the two differ, the harness has a bias (a
 * place in the round, a warm-up, a neighbour) and no verdict of this comparison holds. They count as differing only
 * where that is proven at 99 % after Holm over the metrics (of all twins, where each machine had one of its own) and
 * the bias is at least half of what counts as a difference, so the rule itself accuses less than one clean comparison
 * in a hundred; an estimate outside delta alone is noise, which the intervals of the other verdicts account for
 * already. That a twin does not differ proves no absence of bias: how much of it remains possible is said instead. To
 * demand of every claim that it reach beyond that would cost the power that twelve rounds have.
 */
export function verifyTwins(rounds: readonly Round[], twins: readonly string[], reference: string): Trust {
  const comparisons = compareRounds(rounds, twins, reference);
  const differing = comparisons.filter(isBiased).map(({ configuration, metric }) => ({ configuration, metric }));
  const bias: Trust['bias'] = {};
  for (const [metric, bound] of comparisons.flatMap(boundOf)) bias[metric] = Math.max(bias[metric] ?? 1, bound);
  return { trust: differing.length > 0 ? 'untrusted' : 'trusted', differing, bias, comparisons };
}

function isBiased(comparison: MetricComparison): boolean {
  if (comparison.verdict === 'not measured') return false;
  const bias = Math.abs(Math.log(comparison.ratio));
  return isProven(comparison.adjustedP) && bias >= HARMLESS_SHARE * Math.log(comparison.delta);
}

function boundOf(comparison: MetricComparison): [MetricName, number][] {
  if (comparison.verdict === 'not measured' || comparison.interval90 === 'unbounded') return [];
  const { low, high } = comparison.interval90;
  return [[comparison.metric, Math.max(high, 1 / low)]];
}
