import path from 'node:path';
import { messageOf } from '../../core/errors.ts';
import type { MeasuredNight } from '../../record/night.ts';
import { latestCommits, openCheckout } from '../../run/checkout.ts';
import { discoverScenarios } from '../../scenario/discover.ts';
import { measureNight } from './measure-night.ts';
import { interrupted, type NightRunner } from './night-runner.ts';
import type { SuiteOptions } from './suite-options.ts';

/** Runs the suite on the last `count` commits, oldest first, each with its own clients, settings and packages. */
export function seedRunner(count: number, optionsOf: () => Promise<SuiteOptions>): NightRunner {
  return {
    async *nights() {
      const commits = await latestCommits(count);
      for (const [index, commit] of commits.entries()) {
        const options = { ...(await optionsOf()), commit: commit.slice(0, 12) };
        options.say(`Commit ${index + 1} of ${commits.length}: ${options.commit}.`);
        const measured = await measureCommit(options);
        if (measured === null) throw interrupted();
        if (typeof measured === 'string') options.say(`${options.commit} is left out: ${measured}`);
        else yield measured;
      }
    },
    compareCommits: async () => 'While a history is begun, commits are not compared one by one.',
  };
}

/** Null where it was interrupted; a sentence where the commit cannot be measured by today's rules. */
async function measureCommit(options: SuiteOptions & { commit: string }): Promise<MeasuredNight | string | null> {
  try {
    await using checkout = await openCheckout(options.commit);
    const { folder, subjectEntry } = checkout;
    const found = await discoverScenarios(path.join(folder, 'scenarios'));
    const scenarios = found
      .filter(({ tags }) => tags.includes('nightly'))
      .map((scenario) => ({
        ...scenario,
        configurations: scenario.configurations.map((one) => ({ ...one, subjectEntry })),
      }));
    return await measureNight(scenarios, options);
  } catch (error) {
    return messageOf(error).split('\n')[0] ?? '';
  }
}
