import { mean } from 'simple-statistics';
import { QUICK_ROUNDS, QUICK_WINDOW_MS, USUAL_WINDOW_SD, WARMUP_MS, WINDOW_MS } from '../../compare/defaults.ts';
import { decisionsOf, findSmallestClaim, type PlanRequest, planComparison, usualRounds } from '../../compare/plan.ts';
import { leastRoundsOf } from '../../compare/verdict.ts';
import { P99_LEAST_REQUESTS, requestsPerWindow } from '../../compare/windows.ts';
import { commandLine } from '../../core/command-line.ts';
import { isCalled } from '../../core/drives.ts';
import { EXIT, PoolproofError } from '../../core/errors.ts';
import type { Random } from '../../core/random.ts';
import { played } from '../../record/phases/select.ts';
import { PHASES } from '../../record/phases/table.ts';
import type { PlayedRound } from '../../run/run-rounds.ts';
import type { Load, Scenario } from '../../scenario/types.ts';
import { microTakesMs } from './measure-micro.ts';

/** What the command line says about the size of a comparison. */
export interface SizeOptions {
  rounds?: number | undefined;
  quick?: boolean | undefined;
  budgetMs?: number | undefined;
  durationMs?: number | undefined;
  warmupMs?: number | undefined;
  /** Whether the cost of one request is measured after the rounds (it is, unless this says otherwise). */
  micro?: boolean;
}

/** The size that is left once the trial round has been played. */
export interface Size {
  rounds: number;
  /** Null: nobody calls any of the programs. */
  requests: number | null;
  /** How long a program that nobody calls is fed, or goes on with its own work. */
  uncalledMs: number;
  /** Ends a window that comes to a standstill. */
  capMs: number;
  roundMs: number;
  smallestClaim: number | null;
  /** With fewer rounds nothing can be claimed. */
  leastRounds: number;
  /** The budget that would do where the one that was given does not. */
  sufficientBudgetMs: number | null;
}

interface Sizing {
  scenario: Scenario;
  options: SizeOptions;
  spentMs: number;
  trialMs: number;
  /** How many are compared in all, here and on other shards. */
  among: number;
}

/** A window may take this many times as long as the slowest one of the trial round did for the same work. */
const PATIENCE = 5;
const LEAST_CAP_MS = 10_000;

/** The load of the trial round: by time, unless the scenario itself says how many requests there are. */
export function trialLoad(load: Load, { quick, durationMs, warmupMs }: SizeOptions): Load {
  const isByNumber = load.durationMs === null && durationMs === undefined;
  const windowMs = durationMs ?? (quick ? QUICK_WINDOW_MS : WINDOW_MS);
  const bounds = isByNumber ? {} : { requests: null, durationMs: windowMs };
  return { ...load, ...bounds, warmupMs: warmupMs ?? WARMUP_MS };
}

/**
 * Sizes the rounds by the trial round: equal work for all, and as many rounds as were asked for or as the budget buys.
 */
export function sizeComparison(
  trial: PlayedRound,
  { scenario, options, spentMs, trialMs, among }: Sizing,
  random: Random,
): Size {
  const all = Object.entries(trial).map(([name, window]) => ({
    rate: rateOf(name, window),
    isCalled: isCalled(window.evidence.drive),
  }));
  const called = all.filter((one) => one.isCalled);
  const uncalledMs = scenario.load.durationMs ?? WINDOW_MS;
  // The work of programs that nobody calls is time, a unit of it a millisecond.
  const isByTime = called.length === 0;
  const rates = isByTime ? [1_000] : called.map(({ rate }) => rate);
  const trialLoadMs = Object.values(trial).reduce((sum, measured) => sum + lengthOf(measured), 0);
  const overheadMs = Math.max(0, trialMs - trialLoadMs) / all.length;
  const requestMs = mean(rates.map((perSecond) => 1_000 / perSecond));
  const work = isByTime ? { requests: uncalledMs, leastRequests: uncalledMs } : workOf(scenario.load, rates, options);
  const plan = planRounds({ options, configurations: all.length, among, overheadMs, requestMs, spentMs, ...work });
  const { rounds, requests } = plan;
  const decisions = decisionsOf(among);
  return {
    ...plan,
    requests: isByTime ? null : requests,
    uncalledMs,
    capMs: Math.round(Math.max(LEAST_CAP_MS, (PATIENCE * requests * 1_000) / Math.min(...rates))),
    roundMs: (overheadMs + requests * requestMs) * (all.length + 1),
    smallestClaim: findSmallestClaim({ rounds, windowSd: USUAL_WINDOW_SD, decisions }, random),
    leastRounds: leastRoundsOf(decisions),
  };
}

/** The requests of each window, and how few of them a budget may make of those. */
function workOf({ requests: fixed, durationMs }: Load, rates: number[], options: SizeOptions) {
  if (durationMs === null && fixed !== null) return { requests: fixed, leastRequests: fixed };
  // A length that was asked for stands; else a window is long enough for a p99.
  const isAsked = options.durationMs !== undefined;
  const requests = requestsPerWindow(rates, durationMs ?? 0, isAsked ? 1 : P99_LEAST_REQUESTS);
  return { requests, leastRequests: isAsked ? requests : P99_LEAST_REQUESTS };
}

interface PlanInput extends Omit<PlanRequest, 'budgetMs'> {
  options: SizeOptions;
  spentMs: number;
}

function planRounds({ options, spentMs, ...request }: PlanInput) {
  const { requests, configurations, among } = request;
  const { rounds, quick, budgetMs, micro = true } = options;
  if (budgetMs === undefined) {
    const usual = quick ? QUICK_ROUNDS : usualRounds(configurations, among);
    return { rounds: rounds ?? usual, requests, sufficientBudgetMs: null };
  }
  // The trial is over, and the cost of one request is still to be measured.
  const elsewhereMs = spentMs + (micro ? microTakesMs(configurations, options) : 0);
  const { sufficientMs, ...plan } = planComparison({ ...request, budgetMs: budgetMs - elsewhereMs });
  return { ...plan, sufficientBudgetMs: sufficientMs === null ? null : sufficientMs + elsewhereMs };
}

function rateOf(name: string, measured: PlayedRound[string]): number {
  const { metrics, evidence } = measured;
  if (metrics.requestsPerSecond) return metrics.requestsPerSecond;
  if (!isCalled(evidence.drive) && evidence.ending.outcome === 'killed') {
    throw new PoolproofError('NOTHING_SENT', `${name} sent no request to the target in the trial round`, {
      exitCode: EXIT.input,
      hint: `Give it longer windows with --duration, or see what it does: ${commandLine('scenario', '... --verbose')}`,
    });
  }
  const failure = played(measured.evidence.phases, PHASES.load)?.tally?.failures[0];
  const why = failure
    ? `${failure.code}: ${failure.example}`
    : `its process ${evidence.ending.outcome} during ${evidence.ending.during}`;
  throw new PoolproofError('NOTHING_ANSWERED', `${name} got no answer in the trial round (${why})`, {
    exitCode: EXIT.input,
    hint: `See what is wrong with it: ${commandLine('scenario', `... --config ${name}`)}`,
  });
}

function lengthOf(measured: PlayedRound[string]): number {
  const load = played(measured.evidence.phases, PHASES.load);
  return load ? load.endMs - load.startMs : 0;
}
