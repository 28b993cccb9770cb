import type { Scenario } from '../scenario/types.ts';
import { CEILING_MS, expectedCaseMs } from './expected-time.ts';

/** A case of a run that is divided, and about how long it takes. */
export interface DivisibleCase {
  scenario: string;
  configuration: string;
  contrast: boolean;
  expectedMs: number;
}

/** How long cases took before, in milliseconds, by `caseKey`. */
export type FormerTimes = ReadonlyMap<string, number>;

export function caseKey({ scenario, configuration }: Pick<DivisibleCase, 'scenario' | 'configuration'>): string {
  return `${scenario} / ${configuration}`;
}

/** Every case in the order of a whole run: as long as it took before, else as long as its scenario lets expect. */
export function divisibleCases(scenarios: readonly Scenario[], former: FormerTimes): DivisibleCase[] {
  return scenarios.flatMap((scenario) =>
    scenario.configurations.map((configuration) => {
      const { name, contrast } = configuration;
      const named = { scenario: scenario.name, configuration: name };
      const expectedMs = former.get(caseKey(named)) ?? expectedCaseMs(scenario, configuration);
      return { ...named, contrast, expectedMs };
    }),
  );
}

/**
 * For each case the shard, from 1 to `total`, that plays it. Longest case first, each to the shard that is done with it
 * soonest (Graham 1969: at most a third longer than the best division); equals are decided by their order, so that
 * every shard comes to the same division. Who plays the first case of a scenario measures its ceiling, too.
 */
export function divideCases(cases: readonly Omit<DivisibleCase, 'contrast'>[], total: number): number[] {
  const shards = Array.from({ length: total }, () => ({ busyMs: 0, scenarios: new Set<string>() }));
  const owners: number[] = [];
  const longestFirst = [...cases.entries()].sort(([, one], [, other]) => other.expectedMs - one.expectedMs);
  for (const [at, { scenario, expectedMs }] of longestFirst) {
    const endsMs = shards.map(
      ({ busyMs, scenarios }) => busyMs + expectedMs + (scenarios.has(scenario) ? 0 : CEILING_MS),
    );
    const soonest = endsMs.indexOf(Math.min(...endsMs));
    const shard = shards[soonest];
    if (!shard) throw new RangeError(`cases cannot be divided among ${total} shards`);
    shard.busyMs = endsMs[soonest] ?? 0;
    shard.scenarios.add(scenario);
    owners[at] = soonest + 1;
  }
  return owners;
}
