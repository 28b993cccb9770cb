import { quantile } from 'simple-statistics';
import type { Random } from '../core/random.ts';
import { makeNoise, sharedMachine } from '../stats/noise.ts';
import { findCentre } from '../stats/signed-rank.ts';
import { DEFAULT_ROUNDS, MOST_ROUNDS, MOST_ROUNDS_FOR_BALANCE, SPARE_ROUNDS } from './defaults.ts';
import { METRICS } from './metrics.ts';
import { leastRounds, leastRoundsOf, levelOf } from './verdict.ts';

/** How often a difference of the smallest claim's size is found. */
const POWER = 0.8;
const SIMULATIONS = 500;
/** With more rounds the claim can only be smaller, and to simulate them would take longer than to play them. */
const MOST_SIMULATED_ROUNDS = 60;

/** Of this many configurations, the reference among them. */
export function decisionsOf(configurations: number): number {
  return METRICS.length * Math.max(1, configurations - 1);
}

/**
 * The rounds that this many configurations and the twin get when nobody says: enough for a claim that not all of them
 * carry. Where they are one shard's share, it is a claim `among` all of the comparison's.
 */
export function usualRounds(configurations: number, among: number): number {
  const rounds = Math.max(DEFAULT_ROUNDS, soundRounds(among));
  const places = configurations + 1;
  const balanced = Math.ceil(rounds / places) * places;
  return balanced - rounds <= MOST_ROUNDS_FOR_BALANCE ? balanced : rounds;
}

function soundRounds(configurations: number): number {
  return leastRoundsOf(decisionsOf(configurations)) + SPARE_ROUNDS;
}

export interface PlanRequest {
  budgetMs: number;
  /** With the reference, without its twin. */
  configurations: number;
  /** How many are compared in all, here and on other shards. */
  among: number;
  /** What a window takes beside its requests: the start of its processes, warm-up, settling. */
  overheadMs: number;
  /** What each of its requests adds. */
  requestMs: number;
  /** The requests of a window of the usual length, and of the shortest one that is sound. */
  requests: number;
  leastRequests: number;
}

export interface Plan {
  rounds: number;
  requests: number;
  /** The least budget with which anything can be claimed; null where this one is enough. */
  sufficientMs: number | null;
}

/**
 * What a time budget buys. Windows get shorter before rounds get too few: a machine's state is the same within a
 * window. At least one round, even where the budget is too small for it.
 */
export function planComparison(request: PlanRequest): Plan {
  const { budgetMs, configurations, among, overheadMs, requestMs } = request;
  const wanted = soundRounds(among);
  const shortest = Math.min(request.leastRequests, request.requests);
  const roundMs = (requests: number) => (configurations + 1) * (overheadMs + requests * requestMs);
  const fitting = (requests: number) => Math.floor(budgetMs / roundMs(requests) + Number.EPSILON);
  const affordable = Math.floor((budgetMs / wanted / (configurations + 1) - overheadMs) / requestMs);
  const requests = Math.max(shortest, Math.min(request.requests, affordable));
  const rounds = Math.min(MOST_ROUNDS, Math.max(1, fitting(requests)));
  const isEnough = rounds >= leastRoundsOf(decisionsOf(among));
  return { rounds, requests, sufficientMs: isEnough ? null : wanted * roundMs(shortest) };
}

/**
 * Simulated on a shared machine. A true difference only moves the estimate and its interval, so each simulation tells
 * the difference from which on it decides: where the interval's lower end passes 1 and the estimate passes delta.
 * `decisions` share the level (Holm's first step); with one alone it is the 99 % interval.
 */
export function findSmallestClaim(
  design: { rounds: number; windowSd: number; decisions: number },
  random: Random,
): number | null {
  const level = levelOf(design.decisions);
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
