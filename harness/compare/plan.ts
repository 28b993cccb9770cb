import { quantile } from 'simple-statistics';
import type { Random } from '../core/random.ts';
import { makeNoise, sharedMachine } from '../stats/noise.ts';
import { findCentre } from '../stats/signed-rank.ts';
import { METRICS } from './metrics.ts';
import { DECISION_LEVEL, leastRounds } from './verdict.ts';

/** How often a difference of the smallest claim's size is found. */
const POWER = 0.8;
const SIMULATIONS = 500;
/** With more rounds the claim can only be smaller, and to simulate them would take longer than to play them. */
const MOST_SIMULATED_ROUNDS = 60;

export interface PlanRequest {
  budgetMs: number;
  /** With the reference. */
  configurations: number;
  /** Whether the reference runs a second time as its own control. */
  twin: boolean;
  /** Warm-up, measured time and settling of one window. */
  windowMs: number;
  /** How much windows scatter on this machine, as a share. */
  windowSd: number;
}

export interface Plan {
  rounds: number;
  durationMs: number;
  /** The smallest true ratio that is called a difference in 8 of 10 such comparisons; null where no difference can be. */
  smallestClaim: number | null;
}

/** What a time budget buys. At least one round, even where the budget is too small for it. */
export function planComparison(request: PlanRequest, random: Random): Plan {
  const roundMs = (request.configurations + (request.twin ? 1 : 0)) * request.windowMs;
  const rounds = Math.max(1, Math.floor(request.budgetMs / roundMs));
  const decisions = METRICS.length * Math.max(1, request.configurations - 1);
  const smallestClaim = findSmallestClaim({ rounds, windowSd: request.windowSd, decisions }, random);
  return { rounds, durationMs: rounds * roundMs, smallestClaim };
}

/**
 * Simulated on a shared machine. A true difference only moves the estimate and its interval, so each simulation tells the
 * difference from which on it decides: where the interval's lower end passes 1 and the estimate passes delta. `decisions`
 * share the level (Holm's first step); with one alone it is the 99 % interval.
 */
export function findSmallestClaim(
  design: { rounds: number; windowSd: number; decisions: number },
  random: Random,
): number | null {
  const level = 1 - (1 - DECISION_LEVEL) / design.decisions;
  if (design.rounds < leastRounds(level)) return null;
  const delta = Math.log(Math.min(...METRICS.map((metric) => metric.delta)));
  const decidesFrom = Array.from({ length: SIMULATIONS }, () => {
    const { estimate, interval } = findCentre(
      simulateNull(Math.min(design.rounds, MOST_SIMULATED_ROUNDS), design.windowSd, random),
    );
    const decided = interval(level);
    return decided === 'unbounded' ? Number.POSITIVE_INFINITY : Math.max(-decided.low, delta - estimate);
  });
  return Math.exp(quantile(decidesFrom, POWER));
}

/** Log ratios of two equal configurations whose places in the round alternate. */
function simulateNull(rounds: number, windowSd: number, random: Random): number[] {
  const next = makeNoise(sharedMachine(windowSd), random);
  return Array.from({ length: rounds }, (_, round) => (round % 2 === 0 ? 1 : -1) * (next() - next()));
}
