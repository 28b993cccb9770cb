import { EXIT, PoolproofError } from '../../core/errors.ts';
import { nearestName } from '../../core/nearest.ts';
import { applyOverrides, type Overrides } from '../../scenario/overrides.ts';
import type { Scenario } from '../../scenario/types.ts';

/** The scenario with the configurations that are to be compared: two or more, each with a name of its own. */
export function candidatesOf(found: Scenario, overrides: Overrides): Scenario {
  // What only shows what goes wrong is no candidate, unless it is asked for.
  const plain = found.configurations.filter(({ contrast }) => !contrast).map((one) => one.name);
  const { configurations = overrides.clients ? undefined : plain } = overrides;
  const scenario = applyOverrides(found, { ...overrides, configurations });
  const names = scenario.configurations.map((one) => one.name);
  const twice = names.find((one, index) => names.indexOf(one) !== index);
  if (twice !== undefined) throw misused(`'${twice}' is named twice.`);
  if (names.length > 1) return scenario;
  const all = found.configurations.map((one) => one.name).join(', ');
  throw misused(
    `A comparison needs two configurations, and this is one: ${names.join('') || 'none'}.`,
    `Known: ${all}.`,
  );
}

/** The configuration that the others are compared with: the one that was asked for, else the first. */
export function referenceOf({ configurations }: Scenario, asked: string | undefined): string {
  const names = configurations.map(({ name }) => name);
  const found = asked === undefined ? names[0] : names.find((name) => name === asked);
  if (found !== undefined) return found;
  const near = nearestName(asked ?? '', names);
  throw misused(
    `'${asked}' is not among what is compared`,
    near ? `Did you mean '${near}'?` : `Known: ${names.join(', ')}.`,
  );
}

function misused(message: string, hint?: string): PoolproofError {
  return new PoolproofError('MISUSED', message, { exitCode: EXIT.usage, ...(hint ? { hint } : {}) });
}
