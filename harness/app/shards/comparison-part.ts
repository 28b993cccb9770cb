import { EXIT, PoolproofError } from '../../core/errors.ts';
import type { PlannedCase } from '../../record/blob/schema.ts';
import type { Scenario } from '../../scenario/types.ts';
import { ALL_SHARDS, type ShardNumber } from './part.ts';

/** What one shard of a comparison plays: the reference, which every shard has, and its share of the others. */
export interface ComparisonPart {
  plan: PlannedCase[];
  /** With the configurations of this shard only. */
  scenario: Scenario;
}

/**
 * The part of a comparison that one shard plays. A ratio needs both of its windows on one machine, so each shard has a
 * reference of its own. Windows take about equally long, so that equal shares do.
 */
export function comparisonPartOf(scenario: Scenario, reference: string, { index, total }: ShardNumber): ComparisonPart {
  const others = scenario.configurations.filter(({ name }) => name !== reference);
  if (total > others.length) throw tooMany(total, others.length, reference);
  const ownerOf = (name: string) => {
    const at = others.findIndex((one) => one.name === name);
    return at < 0 ? ALL_SHARDS : Math.floor((at * total) / others.length) + 1;
  };
  const plan = scenario.configurations.map(({ name, contrast }) => {
    return { scenario: scenario.name, configuration: name, contrast, shard: ownerOf(name) };
  });
  const own = scenario.configurations.filter(({ name }) => [ALL_SHARDS, index].includes(ownerOf(name)));
  return { plan, scenario: { ...scenario, configurations: own } };
}

function tooMany(total: number, others: number, reference: string): PoolproofError {
  const what = others === 1 ? 'one configuration is' : `${others} configurations are`;
  const message = `${total} shards are too many: ${what} compared with ${reference}.`;
  return new PoolproofError('MISUSED', message, {
    exitCode: EXIT.usage,
    hint:
      others === 1
        ? 'Such a comparison cannot be divided: leave --shard out.'
        : `Every shard needs one of them at least: divide it by ${others} or fewer.`,
  });
}
