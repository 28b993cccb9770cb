import { findCentre } from '../../harness/stats/signed-rank.ts';

/** A ratio that was measured several times. */
export interface Spread {
  /** Hodges and Lehmann's estimate, on the log scale, on which a half lies as far from 1 as a double. */
  centre: number;
  /** Holds the true value with 95 %; null from fewer than six pairs. */
  interval95: { low: number; high: number } | null;
  min: number;
  max: number;
  pairs: number;
  /** Each of them, in the order of the rounds: those of several runs can be taken together. */
  ratios: readonly number[];
}

export function spreadOf(ratios: readonly number[]): Spread {
  const { estimate, interval } = findCentre(ratios.map(Math.log));
  const inLogs = interval(0.95);
  return {
    centre: Math.exp(estimate),
    interval95: inLogs === 'unbounded' ? null : { low: Math.exp(inLogs.low), high: Math.exp(inLogs.high) },
    min: Math.min(...ratios),
    max: Math.max(...ratios),
    pairs: ratios.length,
    ratios,
  };
}
