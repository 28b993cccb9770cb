import path from 'node:path';
import type { Trial } from '../../record/night.ts';
import { HERE, openCheckout } from '../../run/checkout.ts';
import { loadScenarioFile } from '../../scenario/load-file.ts';
import type { Configuration, Scenario } from '../../scenario/types.ts';
import { comparedRun } from '../compared-run.ts';
import { measureNight } from './measure-night.ts';
import { pairRounds } from './measure-scenario.ts';
import { type Accusation, interrupted, type NightRunner, reasonOf } from './night-runner.ts';
import type { SuiteOptions } from './suite-options.ts';

/** Measures this checkout, tonight. */
export function liveRunner(scenarios: readonly Scenario[], options: SuiteOptions): NightRunner {
  return {
    async *nights() {
      yield await measureNight(scenarios, options);
    },
    async compareCommits(accusation, { environment }) {
      const scenario = scenarios.find(({ name }) => name === accusation.scenario);
      if (!scenario) return `There is no scenario ${accusation.scenario} tonight.`;
      options.say(
        `${accusation.scenario} / ${accusation.configuration} is suspect: ${accusation.good} against ${environment.git}, ${options.trialRounds} rounds.`,
      );
      try {
        return await compareCommits(scenario, accusation, options);
      } catch (error) {
        // Whatever keeps the good commit from running: the nights alone will have to tell.
        return `The comparison with ${accusation.good} was not possible: ${reasonOf(error)}`;
      }
    },
  };
}

/**
 * The good commit's client and settings, run by its own worker with its own packages, in turns with tonight's. Server, load,
 * orchestrator and Node are tonight's for both, so that nothing else can make the difference.
 */
async function compareCommits(
  scenario: Scenario,
  { configuration, good }: Accusation,
  options: SuiteOptions,
): Promise<Trial['rounds']> {
  await using checkout = await openCheckout(good);
  const file = path.join(checkout.folder, path.relative(HERE, scenario.file));
  const before = find(await loadScenarioFile(file), configuration);
  const now = find(scenario, configuration);
  const configurations = [
    { ...before, name: 'good', subjectEntry: checkout.subjectEntry },
    { ...now, name: 'tonight' },
  ];
  const size = { rounds: options.trialRounds, reference: 'good', seed: options.seed };
  const { record } = await comparedRun({ ...scenario, configurations }, { ...options, ...size, micro: false });
  if (record.status === 'interrupted') throw interrupted();
  if (record.status === 'untrusted')
    return `The good commit measured other than its own twin, so that ${good} says nothing.`;
  return pairRounds(record, 'tonight', 'good');
}

function find({ configurations, name: scenario }: Scenario, name: string): Configuration {
  const found = configurations.find((one) => one.name === name);
  if (!found) throw new Error(`the commit's ${scenario} has no configuration ${name}`);
  return found;
}
