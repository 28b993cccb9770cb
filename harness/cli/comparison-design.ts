import {
  DEFAULT_ROUNDS,
  QUICK_ROUNDS,
  QUICK_WINDOW_MS,
  USUAL_WINDOW_SD,
  WARMUP_MS,
  WINDOW_MS,
} from '../compare/defaults.ts';
import { METRICS } from '../compare/metrics.ts';
import { findSmallestClaim, planComparison } from '../compare/plan.ts';
import { P99_LEAST_REQUESTS, requestsPerWindow } from '../compare/windows.ts';
import { EXIT, PoolproofError } from '../core/errors.ts';
import type { Random } from '../core/random.ts';
import type { PlayedRound } from '../run/run-rounds.ts';
import type { Load, Scenario } from '../scenario/types.ts';
import { microTakesMs } from './compared-micro.ts';

/** What the command line says about the size of a comparison. */
export interface SizeOptions {
  rounds?: number | undefined;
  quick?: boolean | undefined;
  budgetMs?: number | undefined;
  durationMs?: number | undefined;
  warmupMs?: number | undefined;
}

/** The size that is left once the trial round has been played. */
export interface Size {
  rounds: number;
  requests: number;
  /** Ends a window that comes to a standstill. */
  capMs: number;
  roundMs: number;
  smallestClaim: number | null;
}

/** A window may take so many times as long as the slowest one of the trial round did for the same work. */
const PATIENCE = 5;
const LEAST_CAP_MS = 10_000;

/** The load of the trial round: by time, unless the scenario itself says how many requests there are. */
export function trialLoad(load: Load, { quick, durationMs, warmupMs }: SizeOptions): Load {
  const isByNumber = load.durationMs === null && durationMs === undefined;
  const windowMs = durationMs ?? (quick ? QUICK_WINDOW_MS : WINDOW_MS);
  const bounds = isByNumber ? {} : { requests: null, durationMs: windowMs };
  return { ...load, ...bounds, warmupMs: warmupMs ?? WARMUP_MS };
}

/** Sizes the rounds by the trial round: equal work for all, and as many rounds as were asked for or as the budget buys. */
export function sizeComparison(
  trial: PlayedRound,
  {
    scenario,
    options,
    spentMs,
    trialMs,
  }: { scenario: Scenario; options: SizeOptions; spentMs: number; trialMs: number },
  random: Random,
): Size {
  const rates = Object.entries(trial).map(([name, window]) => rateOf(name, window));
  const { requests: fixed, durationMs } = scenario.load;
  // Whoever asks for a length gets it; else a window is long enough for a p99.
  const least = options.durationMs === undefined ? P99_LEAST_REQUESTS : 1;
  const requests = durationMs === null && fixed !== null ? fixed : requestsPerWindow(rates, durationMs ?? 0, least);
  const loadMs = rates.map((perSecond) => (requests / perSecond) * 1_000);
  const trialLoadMs = Object.values(trial).reduce((sum, { phases }) => sum + lengthOf(phases), 0);
  const windowMs = (Math.max(0, trialMs - trialLoadMs) + loadMs.reduce((sum, ms) => sum + ms, 0)) / rates.length;
  const capMs = Math.round(Math.max(LEAST_CAP_MS, PATIENCE * Math.max(...loadMs)));
  const roundMs = windowMs * (rates.length + 1);
  return {
    requests,
    capMs,
    roundMs,
    ...planRounds({ options, configurations: rates.length, windowMs, spentMs }, random),
  };
}

interface Plan {
  options: SizeOptions;
  configurations: number;
  windowMs: number;
  spentMs: number;
}

function planRounds({ options, configurations, windowMs, spentMs }: Plan, random: Random) {
  const windowSd = USUAL_WINDOW_SD;
  if (options.budgetMs !== undefined) {
    const budgetMs = options.budgetMs - spentMs - microTakesMs(configurations, options);
    const { rounds, smallestClaim } = planComparison(
      { budgetMs, configurations, twin: true, windowMs, windowSd },
      random,
    );
    return { rounds, smallestClaim };
  }
  const rounds = options.rounds ?? (options.quick ? QUICK_ROUNDS : DEFAULT_ROUNDS);
  const decisions = METRICS.length * (configurations - 1);
  return { rounds, smallestClaim: findSmallestClaim({ rounds, windowSd, decisions }, random) };
}

function rateOf(name: string, { metrics, evidence }: PlayedRound[string]): number {
  if (metrics.requestsPerSecond) return metrics.requestsPerSecond;
  const failure = evidence.requests.load?.failures[0];
  const why = failure
    ? `${failure.code}: ${failure.example}`
    : `its process ${evidence.ending.outcome} during ${evidence.ending.during}`;
  throw new PoolproofError('NOTHING_ANSWERED', `${name} got no answer in the trial round (${why})`, {
    exitCode: EXIT.input,
    hint: `See what is wrong with it: npm run scenario -- ... --config ${name}`,
  });
}

function lengthOf(phases: PlayedRound[string]['phases']): number {
  const load = phases.find(({ name }) => name === 'load');
  return load ? load.endMs - load.startMs : 0;
}
