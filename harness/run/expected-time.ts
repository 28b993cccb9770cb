import { formatCount, formatDurationMs } from '../core/units.ts';
import { lateByMs } from '../record/idle-time.ts';
import { mostInFlight } from '../scenario/loads/load.ts';
import type { Configuration, Load, Scenario } from '../scenario/types.ts';
import { answerMsOf } from './answer-time.ts';
import { CYCLE_MS, CYCLE_REQUESTS, LATE_MS } from './growth.ts';
import { LONGEST_IDLE_MS } from './idle.ts';
import { PROBE_MS, PROBES } from './probes.ts';

// How long a case will take, by what its scenario says. The machine's own speed is learned from the cases that are
// done.

/** Starting processes, coming to rest, closing and ending. */
const AROUND_LOAD_MS = 1_200;
/** autocannon for a second and a half, in a process of its own. */
export const CEILING_MS = 1_800;
/** After each cycle and probe, until the server's counts have stood still, and one of the client's own collections. */
const SETTLE_MS = 60;
/** The name is resolved late, by a process of its own. */
const NAMES_MS = 1_200;
/** What a small machine does with answers that take no time. */
const REQUESTS_PER_MS = 3;
/** A case that takes this long or longer is announced beforehand, with the reason. */
const LONG_CASE_MS = 20_000;

/** In milliseconds: the parts of one case that its scenario decides. */
interface Expected {
  load: number;
  cycles: number;
  probes: number;
}

/** Milliseconds that the whole run will take. */
export function expectedRunMs(scenarios: readonly Scenario[]): number {
  return sum(scenarios.flatMap(expectedCasesMs));
}

/** What takes longer than expected is expected to take a quarter longer still: nobody waits for 'nothing left'. */
const OVERRUN = 1.25;

/**
 * What is left of something of which so long has passed; more than nothing, however long that is.
 */
export function leftOfMs(expectedMs: number, passedMs: number): number {
  return Math.max(expectedMs, passedMs * OVERRUN) - passedMs;
}

/**
 * What is left of a run. How fast this machine is say the cases that are done, each by what it took against what was
 * expected of it, and the one that is being played, as soon as it takes longer than they let expect.
 */
export function estimateTime(scenarios: readonly Scenario[]): {
  cases: number;
  leftMs(tookMs: readonly number[], currentMs: number): number;
} {
  const lengthsMs = scenarios.flatMap(expectedCasesMs);
  return {
    cases: lengthsMs.length,
    leftMs: (tookMs, currentMs) => {
      const [current, ...others] = lengthsMs.slice(tookMs.length);
      if (current === undefined) return 0;
      const doneMs = sum(lengthsMs.slice(0, tookMs.length));
      const pace = doneMs > 0 ? sum(tookMs) / doneMs : 1;
      const paceIfOverNow = (sum(tookMs) + currentMs) / (doneMs + current);
      return leftOfMs(current * pace, currentMs) + sum(others) * Math.max(pace, paceIfOverNow);
    },
  };
}

/**
 * Of each case of the record, in their order; the first one of a scenario waits until its ceiling has been measured.
 * Those of several clients, and the one of all of them, end together.
 */
function expectedCasesMs({ configurations, ...scenario }: Scenario): number[] {
  const { clients } = scenario.load;
  const besides = Array.from({ length: clients === 1 ? 0 : clients }, () => 0);
  return configurations.flatMap((configuration, index) => {
    const ms = expectedCaseMs({ ...scenario, configurations }, configuration);
    return [ms + (index === 0 ? CEILING_MS : 0), ...besides];
  });
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Milliseconds that one case will take. */
export function expectedCaseMs(scenario: Scenario, configuration: Configuration): number {
  const { load, cycles, probes } = expectedOf(scenario, configuration);
  return AROUND_LOAD_MS + load + cycles + probes + idleMsOf(configuration);
}

/** Why each case of this scenario takes long, in a sentence; undefined where it does not. */
export function whyLong(scenario: Scenario): string | undefined {
  const [longest] = scenario.configurations
    .map((configuration) => ({
      ms: expectedCaseMs(scenario, configuration),
      parts: expectedOf(scenario, configuration),
    }))
    .sort((a, b) => b.ms - a.ms);
  if (!longest || longest.ms < LONG_CASE_MS) return undefined;
  const { load, configurations } = scenario;
  const rates = configurations.flatMap(({ rateLimit }) => rateLimit ?? []);
  const answerMs = answerMsOf(scenario);
  const slow = [
    load.pauseMs > 0 ? `a pause of ${formatDurationMs(load.pauseMs)} after each request` : '',
    load.busyMs > 0 ? `${formatDurationMs(load.busyMs)} of the client's own work before each request` : '',
    answerMs > 0 ? `answers that take ${formatDurationMs(answerMs)}` : '',
    ...rates.map(
      ({ requests, perMs }) => `a rate limit of ${formatCount(requests, 'request')} in ${formatDurationMs(perMs)}`,
    ),
  ].filter((text) => text !== '');
  const named = { load: 'load', cycles: `${scenario.growth.cycles} cycles of load and rest`, probes: 'probes' };
  const parts = (Object.keys(named) as (keyof typeof named)[])
    .filter((part) => longest.parts[part] >= LONG_CASE_MS / 4)
    .map((part) => `${named[part]} ${formatDurationMs(longest.parts[part])}`);
  const because = slow.length > 0 ? `, with ${slow.join(' and ')}` : '';
  return `about ${formatDurationMs(longest.ms)} a case: ${parts.join(', ')}${because}`;
}

/**
 * The client's own idle time is waited for where it is declared and short; one that is read from a live pool is
 * learned.
 */
function idleMsOf({ idleMs }: Configuration): number {
  return idleMs === null || idleMs > LONGEST_IDLE_MS ? 0 : idleMs + lateByMs(idleMs, null);
}

function expectedOf(scenario: Scenario, configuration: Configuration): Expected {
  const { load, growth, probe, target } = scenario;
  const ofLoad = (bounds: Partial<Pick<Load, 'requests' | 'durationMs'>>) =>
    loadMs({ ...load, ...bounds }, configuration, answerMsOf(scenario));
  const warmupMs = load.warmupMs > 0 ? ofLoad({ requests: null, durationMs: load.warmupMs }) : 0;
  const cycle = growth.requests ?? Math.max(CYCLE_REQUESTS, mostInFlight(load));
  const cycleMs = ofLoad({ requests: cycle, durationMs: growth.requests === null ? CYCLE_MS : null });
  // Before every other cycle a few requests are given up.
  const calledOffMs = (2 * LATE_MS + load.pauseMs) / 2;
  const probeMs = ofLoad({ requests: null, durationMs: PROBE_MS }) + SETTLE_MS;
  const namesMs = target.socket === 'tcp' ? NAMES_MS + 2 * probeMs : 0;
  return {
    load: warmupMs + ofLoad({}),
    cycles: growth.cycles * (cycleMs + calledOffMs + SETTLE_MS),
    probes: probe ? PROBES.length * probeMs + namesMs : 0,
  };
}

/** Until the bound is reached; who has begun a turn then ends it. */
function loadMs(load: Load, { connectionLimit, rateLimit }: Configuration, answerMs: number): number {
  const most = mostInFlight(load);
  const turnMs = answerMs + load.pauseMs + load.busyMs * most;
  const byTimeMs = load.durationMs === null ? Number.POSITIVE_INFINITY : load.durationMs + turnMs;
  if (load.requests === null) return byTimeMs;
  const connections = Math.min(most, connectionLimit ?? most);
  const byNumberMs = Math.max(
    load.requests / REQUESTS_PER_MS,
    Math.ceil(load.requests / most) * turnMs,
    Math.ceil(load.requests / connections) * answerMs,
    rateLimit ? (Math.ceil(load.requests / rateLimit.requests) - 1) * rateLimit.perMs : 0,
  );
  return Math.min(byTimeMs, byNumberMs);
}
