import type { Estimate, Interval } from '../stats/exact.ts';
import { adjustHolm } from '../stats/holm.ts';
import { findCentre } from '../stats/signed-rank.ts';
import { logRatios, METRICS, type Metric, type MetricName, type Round } from './metrics.ts';
import { type Verdict, verifyRatio } from './verdict.ts';

/** One metric of one configuration against the reference. Ratios are configuration / reference. */
export type MetricComparison = {
  configuration: string;
  metric: MetricName;
  delta: number;
  /** Rounds in which both were measured. */
  rounds: number;
} & ({ verdict: 'not measured' } | (Figures & Verdict));

interface Figures {
  ratio: number;
  /** Intervals are factors like the ratio; each attains its level at least. */
  interval90: Interval | 'unbounded';
  interval95: Interval | 'unbounded';
  interval99: Interval | 'unbounded';
  p: number;
  /** After Holm over every metric of every configuration. */
  adjustedP: number;
}

/**
 * Compares every configuration with the reference, round by round: the two windows of a round share the machine's
 * state, so their ratio is free of it. Percentiles are each window's own; requests of different windows are never
 * pooled, because those of one window are not independent. A question about a single metric is asked with that one in
 * `metrics`: each further one shares the level and costs power (Holm). The caller leaves out (null) the latencies of
 * windows that did not complete equal work.
 */
export function compareRounds(
  rounds: readonly Round[],
  configurations: readonly string[],
  reference: string,
  metrics: readonly Metric[] = METRICS,
): MetricComparison[] {
  const pairs = configurations.flatMap((configuration) =>
    metrics.map((metric) => makePair(rounds, configuration, reference, metric)),
  );
  const measured = pairs.filter(({ estimate }) => estimate !== null);
  const adjusted = adjustHolm(measured.map(({ estimate }) => estimate?.p ?? 1));
  return pairs.map((pair) => {
    const { configuration, metric, estimate } = pair;
    const base = { configuration, metric: metric.name, delta: metric.delta, rounds: pair.rounds };
    if (estimate === null) return { ...base, verdict: 'not measured' };
    const adjustedP = adjusted[measured.indexOf(pair)] ?? 1;
    const evidence = { rounds: pair.rounds, estimate, adjustedP, family: measured.length };
    return { ...base, ...figuresOf(estimate, adjustedP), ...verifyRatio(evidence, metric) };
  });
}

function makePair(rounds: readonly Round[], configuration: string, reference: string, metric: Metric) {
  const ratios = logRatios(rounds, metric.name, configuration, reference);
  return { configuration, metric, rounds: ratios.length, estimate: ratios.length === 0 ? null : findCentre(ratios) };
}

function figuresOf(estimate: Estimate, adjustedP: number): Figures {
  return {
    ratio: Math.exp(estimate.estimate),
    interval90: ratioInterval(estimate, 0.9),
    interval95: ratioInterval(estimate, 0.95),
    interval99: ratioInterval(estimate, 0.99),
    p: estimate.p,
    adjustedP,
  };
}

/** An estimate's interval of logarithms as one of factors. */
export function ratioInterval(estimate: Estimate, level: number): Interval | 'unbounded' {
  const interval = estimate.interval(level);
  if (interval === 'unbounded') return interval;
  return { low: Math.exp(interval.low), high: Math.exp(interval.high), attained: interval.attained };
}
