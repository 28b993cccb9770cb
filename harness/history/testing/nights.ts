import { DEFAULT_ROUNDS } from '../../compare/defaults.ts';
import { makeRandom, type Random } from '../../core/random.ts';
import {
  MEASURED_NIGHT_SCHEMA_NAME,
  type MeasuredNight,
  type PairedRound,
  type SeriesMetric,
} from '../../record/night.ts';
import { someEnvironment } from '../../record/testing/make-record.ts';
import { makeNoise, sharedMachine } from '../../stats/noise.ts';
import { CONFIRMATION_ROUNDS } from '../confirm.ts';
import { EXACT_CHECKS } from '../exact.ts';
import { LEAST_BASELINE_NIGHTS } from '../rules/suspect.ts';

/** A recorded suite: what its runner measured night after night, on a machine that scatters as shared ones do. */
export interface Recording {
  nights: number;
  seed: number;
  /**
   * True cost of the subject against the control in a night (from 0); a comparison of two commits sees the ratio of
   * theirs.
   */
  costIn?: (night: number, metric: SeriesMetric) => number;
  /** What else a night is, over the usual. */
  given?: Record<number, Partial<Pick<MeasuredNight, 'environment' | 'cases' | 'trials'>>>;
  configurations?: string[];
}

/** The commit is each night's own. */
const { git: _, ...ENVIRONMENT } = someEnvironment;

/** Milliseconds of the control's median, of which the other metrics are multiples. */
const CONTROL_MS = 20;
const GOOD_NIGHTS = 20;

export function recordNights(recording: Recording): MeasuredNight[] {
  const { nights, seed, given = {} } = recording;
  return Array.from({ length: nights }, (_, index) => ({
    ...makeMeasuredNight(recording, index, makeRandom(seed * 10_000 + index)),
    ...given[index],
  }));
}

/** The commit of a night: twelve digits of hexadecimal. */
export function commitOf(night: number): string {
  return (0xc0ffee000000 + night).toString(16);
}

/** When a night began. */
export function startOf(night: number): string {
  return new Date(Date.UTC(2026, 0, 1 + night, 2)).toISOString();
}

function makeMeasuredNight(
  { seed, costIn = () => 1, configurations = ['capped-50'] }: Recording,
  night: number,
  random: Random,
): MeasuredNight {
  const startedAt = startOf(night);
  const cost = (metric: SeriesMetric) => costIn(night, metric);
  return {
    schema: MEASURED_NIGHT_SCHEMA_NAME,
    id: `night-${seed}-${night}`,
    startedAt,
    finishedAt: new Date(Date.parse(startedAt) + 240_000).toISOString(),
    seed: seed + night,
    environment: { ...ENVIRONMENT, git: commitOf(night) },
    cases: configurations.map((configuration) => ({
      scenario: 'diagnose-loki',
      configuration,
      control: 'httpAgent 50',
      trusted: true,
      checks: EXACT_CHECKS.map((name) => ({ name, status: 'pass', summary: 'At most 50 connections.' })),
      counts: { connectionsOpened: 50, connectionsPeak: 50, connectionsActivePeak: 50 },
      rounds: makeRounds(DEFAULT_ROUNDS, cost, random),
    })),
    trials: configurations.flatMap((configuration) =>
      goodNightsOf(night).map((good) => ({
        scenario: 'diagnose-loki',
        configuration,
        good: commitOf(good),
        rounds: makeRounds(CONFIRMATION_ROUNDS, (metric) => cost(metric) / costIn(good, metric), random),
        note: null,
      })),
    ),
  };
}

/** The nights whose commit may be chosen as the good one: none before a level is known, and not from long ago. */
function goodNightsOf(night: number): number[] {
  if (night < LEAST_BASELINE_NIGHTS) return [];
  return Array.from({ length: GOOD_NIGHTS }, (_, back) => night - 1 - back).filter((good) => good >= 0);
}

function makeRounds(rounds: number, costOf: (metric: SeriesMetric) => number, random: Random): PairedRound[] {
  const next = makeNoise(sharedMachine(0.03), random);
  const window = (cost: typeof costOf) => {
    const ms = CONTROL_MS * Math.exp(next());
    return {
      requestsPerSecond: 2e5 / (ms * cost('requestsPerSecond')),
      latencyP50Ms: ms * cost('latencyP50Ms'),
      latencyP99Ms: 3 * ms * cost('latencyP99Ms'),
      cpuPerRequestMicros: 5 * ms * cost('cpuPerRequestMicros'),
    };
  };
  return Array.from({ length: rounds }, () => ({ subject: window(costOf), control: window(() => 1) }));
}
