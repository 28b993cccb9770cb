import { removeEmpty } from '../../core/make-folder.ts';
import { versionNear } from '../../record/environment.ts';
import type { MeasuredNight } from '../../record/night.ts';
import type { Environment } from '../../record/schema.ts';
import { latestCommits, openCheckout } from '../../run/checkout.ts';
import { discoverScenarios } from '../../scenario/discover.ts';
import { playableOf } from '../../scenario/prepare.ts';
import { scenariosFolder } from '../../scenario/project.ts';
import type { Scenario } from '../../scenario/types.ts';
import { type NightRunner, noRounds, reasonOf } from './night-runner.ts';
import { nightlyOf } from './nightly-of.ts';
import type { SuiteOptions } from './suite-options.ts';

type MeasureNight = (scenarios: readonly Scenario[], options: SuiteOptions) => Promise<MeasuredNight>;

/** Runs the suite on the last `count` commits, oldest first, each with its own clients, settings and packages. */
export function seedRunner(count: number, optionsOf: () => Promise<SuiteOptions>, measure: MeasureNight): NightRunner {
  return {
    async *nights() {
      const folder = await scenariosFolder();
      const commits = (await latestCommits(count, folder)).map((commit) => commit.slice(0, 12));
      for (const [index, commit] of commits.entries()) {
        const options = await optionsOf();
        options.say(`Commit ${index + 1} of ${commits.length}: ${commit}.`);
        const measured = await measureCommit({ commit, folder }, options, measure);
        if (typeof measured !== 'string') {
          yield measured;
          continue;
        }
        options.say(`${commit} is left out: ${measured}`);
        removeEmpty([options.out]);
      }
    },
    compareCommits: async () => noRounds('While a history is begun, commits are not compared one by one.'),
  };
}

/** A sentence where the commit cannot be measured by today's rules. */
async function measureCommit(
  { commit, folder }: { commit: string; folder: string },
  options: SuiteOptions,
  measure: MeasureNight,
): Promise<MeasuredNight | string> {
  try {
    await using checkout = await openCheckout(commit, folder);
    const { subjectEntry } = checkout;
    const suite = nightlyOf(await discoverScenarios(await checkout.placeOf(folder)));
    if (suite.length === 0) return "it has no scenario that is tagged 'nightly'.";
    const scenarios = (await playableOf(suite, options.say)).map((scenario) => ({
      ...scenario,
      configurations: scenario.configurations.map((one) => ({ ...one, subjectEntry })),
    }));
    if (scenarios.length === 0) return 'none of its scenarios can be played on this machine.';
    return await measure(scenarios, { ...options, measured: { git: commit, ...versionsOf(subjectEntry) } });
  } catch (error) {
    return reasonOf(error);
  }
}

/** The machine is today's; these are the commit's. */
function versionsOf(worker: URL): Pick<Environment, 'undici' | 'poolproof'> {
  return { undici: versionNear('undici', worker), poolproof: versionNear('poolproof', worker) };
}
