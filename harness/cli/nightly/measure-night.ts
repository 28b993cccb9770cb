import { WARMUP_MS, WINDOW_MS } from '../../compare/defaults.ts';
import { formatCount, formatDurationMs } from '../../core/units.ts';
import { describeEnvironment } from '../../record/environment.ts';
import { MEASURED_NIGHT_SCHEMA_NAME, type MeasuredNight, type MeasuredNightCase } from '../../record/night.ts';
import type { Scenario } from '../../scenario/types.ts';
import { judgedRun } from '../judged-run.ts';
import { expectedMs } from '../progress.ts';
import { decidingOf, measureScenario } from './measure-scenario.ts';
import type { SuiteOptions } from './suite-options.ts';

/** Processes and connections of one window, beside its warm-up and load. */
const AROUND_WINDOW_MS = 700;
/** The trial round before the others, with what it measures of the server. */
const TRIAL_MS = 10_000;

/** The suite once: each scenario as it is, for the exact checks, then in turns with its control. Null where it was interrupted. */
export async function measureNight(
  scenarios: readonly Scenario[],
  options: SuiteOptions,
): Promise<MeasuredNight | null> {
  const startedAt = new Date().toISOString();
  const parts = [expectedMs(scenarios), ...scenarios.map((scenario) => roundsMs(scenario, options.rounds))];
  const step = (index: number, what: string) =>
    options.say(`[${index + 1}/${parts.length}] ${what}, about ${formatDurationMs(parts[index] ?? 0)}.`);
  options.say(`The nightly suite takes about ${formatDurationMs(parts.reduce((sum, ms) => sum + ms, 0))}.`);
  step(0, 'Limits, reuse and leaks of every configuration');
  const { record } = await judgedRun(scenarios, { ...options, label: 'checks' });
  if (record.status === 'interrupted') return null;
  const cases: MeasuredNightCase[] = [];
  for (const [index, scenario] of scenarios.entries()) {
    step(index + 1, `${scenario.name}: ${formatCount(options.rounds, 'round')} in turns with the control`);
    const measured = await measureScenario(scenario, record.cases, options);
    if (!measured) return null;
    cases.push(...measured);
  }
  const environment = describeEnvironment();
  return {
    schema: MEASURED_NIGHT_SCHEMA_NAME,
    id: options.id,
    startedAt,
    finishedAt: new Date().toISOString(),
    seed: options.seed,
    environment: { ...environment, git: options.commit ?? environment.git },
    cases,
    trials: [],
  };
}

/** The control runs twice in every round. */
function roundsMs(scenario: Scenario, rounds: number): number {
  const windows = decidingOf(scenario).length + 2;
  return TRIAL_MS + rounds * windows * (WINDOW_MS + WARMUP_MS / 2 + AROUND_WINDOW_MS);
}
