import { WARMUP_MS, WINDOW_MS } from '../../compare/defaults.ts';
import { formatCount, formatDurationMs } from '../../core/units.ts';
import { describeEnvironment } from '../../record/environment.ts';
import { MEASURED_NIGHT_SCHEMA_NAME, type MeasuredNight, type MeasuredNightCase } from '../../record/night.ts';
import { expectedRunMs } from '../../run/expected-time.ts';
import type { Scenario } from '../../scenario/types.ts';
import { decidingOf, measureScenario, type Plays } from './measure-scenario.ts';
import type { SuiteOptions } from './suite-options.ts';

/** Processes and connections of one window, beside its warm-up and load. */
const AROUND_WINDOW_MS = 700;
/** The trial round before the others, with what it measures of the server. */
const TRIAL_ROUND_MS = 10_000;

/**
 * The suite once: each scenario as it is, for the exact checks, then in turns with its control. Throws where it was
 * interrupted.
 */
export async function measureNight(
  scenarios: readonly Scenario[],
  options: SuiteOptions,
  plays: Plays,
): Promise<MeasuredNight> {
  const startedAt = new Date().toISOString();
  const lengths = scenarios.map((scenario) => expectedRunMs([scenario]) + roundsMs(scenario, options.rounds));
  options.say(`The nightly suite takes about ${formatDurationMs(lengths.reduce((sum, ms) => sum + ms, 0))}.`);
  const cases: MeasuredNightCase[] = [];
  for (const [index, scenario] of scenarios.entries()) {
    const about = `limits, reuse and leaks, then ${formatCount(options.rounds, 'round')} in turns with the control`;
    const takes = formatDurationMs(lengths[index] ?? 0);
    options.say(`[${index + 1}/${scenarios.length}] ${scenario.name}: ${about}, about ${takes}.`);
    cases.push(...(await measureScenario(scenario, options, plays)));
  }
  return {
    schema: MEASURED_NIGHT_SCHEMA_NAME,
    id: options.id,
    startedAt,
    finishedAt: new Date().toISOString(),
    seed: options.seed,
    environment: { ...describeEnvironment(), ...options.measured },
    cases,
    trials: [],
  };
}

/** One window with its warm-up and processes. */
export const WINDOW_WHOLE_MS = WINDOW_MS + WARMUP_MS / 2 + AROUND_WINDOW_MS;

/** What a scenario needs beside its configurations: a trial round, and in each round the control twice. */
export function controlMs(rounds: number): number {
  return TRIAL_ROUND_MS + rounds * 2 * WINDOW_WHOLE_MS;
}

function roundsMs(scenario: Scenario, rounds: number): number {
  return controlMs(rounds) + rounds * decidingOf(scenario).length * WINDOW_WHOLE_MS;
}
