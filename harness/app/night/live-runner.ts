import path from 'node:path';
import { IS_BUILT } from '../../core/home.ts';
import { versionNear } from '../../record/environment.ts';
import type { ConfirmationRounds } from '../../record/night.ts';
import { type Checkout, openCheckout } from '../../run/checkout.ts';
import { THIS_NODE, WORKER_ROOMS } from '../../run/subject-node.ts';
import { loadScenarioFile } from '../../scenario/load-file.ts';
import { isProgram } from '../../scenario/subjects.ts';
import type { Configuration, Scenario } from '../../scenario/types.ts';
import { measureNight } from './measure-night.ts';
import { type Plays, pairRounds } from './measure-scenario.ts';
import { interrupted, type NightRunner, noRounds, reasonOf, type SuspectCase } from './night-runner.ts';
import type { SuiteOptions } from './suite-options.ts';

/** What runs in a client's process beside the client. */
const WORKER = WORKER_ROOMS.map((room) => `harness/${room}`);
const OTHER_WORKER =
  "Poolproof's own load or instruments differ between the two commits, too, and may be the difference.";

/** Measures this checkout, tonight. */
export function liveRunner(scenarios: readonly Scenario[], options: SuiteOptions, plays: Plays): NightRunner {
  return {
    async *nights() {
      yield await measureNight(scenarios, options, plays);
    },
    async compareCommits(suspect, { environment }) {
      const scenario = scenarios.find(({ name }) => name === suspect.scenario);
      if (!scenario) return noRounds(`There is no scenario ${suspect.scenario} tonight.`);
      options.say(
        `${suspect.scenario} / ${suspect.configuration} is suspect: ${suspect.good} against ${environment.git}, ${options.confirmationRounds} rounds.`,
      );
      try {
        return await compareCommits(scenario, suspect, options, plays);
      } catch (error) {
        // Whatever keeps the good commit from running: the nights alone will have to tell.
        return noRounds(`The comparison with ${suspect.good} was not possible: ${reasonOf(error)}`);
      }
    },
  };
}

/**
 * The good commit's client and settings in turns with tonight's. Server, orchestrator and Node are tonight's for both;
 * each worker, with its packages and with poolproof's own load and instruments, is its commit's. Where those differ,
 * the comparison says so: a heavier instrument would be a slower client.
 */
async function compareCommits(
  scenario: Scenario,
  { configuration, good }: SuspectCase,
  options: SuiteOptions,
  { compare }: Plays,
): Promise<ConfirmationRounds> {
  await using checkout = await openCheckout(good, path.dirname(scenario.file));
  const then = await loadScenarioFile(await checkout.placeOf(scenario.file));
  const missing = await then.prepare?.();
  if (missing) throw new Error(missing);
  const before = find(then, configuration);
  const now = find(scenario, configuration);
  const configurations = [
    { ...before, name: 'good', subjectEntry: checkout.subjectEntry },
    { ...now, name: 'tonight' },
  ];
  const size = { rounds: options.confirmationRounds, reference: 'good', seed: options.seed };
  const { record } = await compare({ ...scenario, configurations }, { ...options, ...size, micro: false });
  if (record.status === 'interrupted') throw interrupted();
  if (record.status === 'untrusted')
    return noRounds(`The good commit measured other than its own twin, so that ${good} says nothing.`);
  // A program has no worker of ours in it, and what calls it is tonight's for both.
  const isSameWorker = isProgram(now.subject) || !(await hasOtherWorker(checkout));
  return { rounds: pairRounds(record, 'tonight', 'good'), note: isSameWorker ? null : OTHER_WORKER };
}

async function hasOtherWorker({ subjectEntry, changed }: Checkout): Promise<boolean> {
  if (IS_BUILT) return versionNear('poolproof', subjectEntry) !== versionNear('poolproof', THIS_NODE.entry);
  return (await changed(WORKER)).length > 0;
}

function find({ configurations, name: scenario }: Scenario, name: string): Configuration {
  const found = configurations.find((one) => one.name === name);
  if (!found) throw new Error(`the commit's ${scenario} has no configuration ${name}`);
  return found;
}
