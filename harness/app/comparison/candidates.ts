import type { Drive } from '../../core/drives.ts';
import { EXIT, PoolproofError } from '../../core/errors.ts';
import { nearestName } from '../../core/nearest.ts';
import { applyOverrides, type Overrides } from '../../scenario/overrides.ts';
import { driveOf } from '../../scenario/subjects.ts';
import type { Scenario } from '../../scenario/types.ts';

/** The scenario with the configurations that are to be compared: two or more, each with a name of its own. */
export function candidatesOf(found: Scenario, overrides: Overrides): Scenario {
  // What only shows what goes wrong is no candidate, unless it is asked for.
  const plain = found.configurations.filter(({ contrast }) => !contrast).map((one) => one.name);
  const { configurations = overrides.clients || overrides.commands ? undefined : plain } = overrides;
  const scenario = applyOverrides(found, { ...overrides, configurations });
  const names = scenario.configurations.map((one) => one.name);
  const twice = names.find((one, index) => names.indexOf(one) !== index);
  if (twice !== undefined) throw misused(`'${twice}' is named twice.`);
  if (names.length > 1) return alike(scenario);
  const all = found.configurations.map((one) => one.name).join(', ');
  throw misused(
    `A comparison needs two configurations, and this is one: ${names.join('') || 'none'}.`,
    `Known: ${all}.`,
  );
}

/** Whose time and whose processor are measured differs with the way in which work comes. */
function alike(scenario: Scenario): Scenario {
  const ways = scenario.configurations.map(({ name, subject }) => ({ name, way: wayOf(driveOf(subject)) }));
  const [first] = ways;
  const other = ways.find(({ way }) => way !== first?.way);
  if (!first || !other) return scenario;
  throw misused(
    `'${first.name}' is ${first.way}, and '${other.name}' is ${other.way}: their figures are not of the same thing.`,
    'Compare only those that get their work alike, with --config.',
  );
}

function wayOf(drive: Drive | null): string {
  if (drive === null) return 'a client';
  return {
    http: 'a program that is called',
    stdin: 'a program that is fed lines',
    own: 'a program with work of its own',
  }[drive];
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
