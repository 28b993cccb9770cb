import type { PlannedCase } from '../../record/blob/schema.ts';
import { type DivisibleCase, divideCases, divisibleCases, type FormerTimes } from '../../run/divide.ts';
import type { Scenario } from '../../scenario/types.ts';

/** One shard of a run: which it is, from 1, of how many. */
export interface ShardNumber {
  index: number;
  total: number;
}

/** In a plan: all shards play the case, together against one server or each for itself. */
export const ALL_SHARDS = 0;

/** What one shard plays, and what the others do. */
export interface Part {
  plan: PlannedCase[];
  /** With the configurations of this shard only. */
  scenarios: Scenario[];
}

/** The part of a run that one shard plays. */
export function partOf(scenarios: readonly Scenario[], shard: ShardNumber, former: FormerTimes): Part {
  return divided(scenarios, shard, divisibleCases(scenarios, former));
}

/** The part of these cases, which are those of the scenarios in their order. */
export function divided(
  scenarios: readonly Scenario[],
  { index, total }: ShardNumber,
  cases: readonly DivisibleCase[],
  perScenarioMs?: number,
): Part {
  const owners = divideCases(cases, total, perScenarioMs);
  const plan = cases.map(({ scenario, configuration, contrast }, at) => {
    return { scenario, configuration, contrast, shard: owners[at] ?? 0 };
  });
  let at = 0;
  const own = scenarios.map((scenario) => {
    return { ...scenario, configurations: scenario.configurations.filter(() => owners[at++] === index) };
  });
  return { plan, scenarios: own.filter(({ configurations }) => configurations.length > 0) };
}
