import path from 'node:path';
import { EXIT, PoolproofError } from '../core/errors.ts';
import { nearestName } from '../core/nearest.ts';
import { DEFAULT_CONNECTIONS } from './defaults.ts';
import { findTransportKind } from './transports/index.ts';
import type { Configuration, Load, Scenario } from './types.ts';

/** What a command line may say about a scenario; undefined leaves what the file says. */
export interface Overrides {
  configurations?: string[] | undefined;
  clients?: string[] | undefined;
  connections?: number | undefined;
  concurrency?: number | undefined;
  durationMs?: number | undefined;
  warmupMs?: number | undefined;
}

/** The scenario as the command line wants it; throws where it names a configuration that is not there. */
export function applyOverrides(scenario: Scenario, overrides: Overrides): Scenario {
  const { connections, clients } = overrides;
  const named = overrides.configurations ? pick(scenario, overrides.configurations) : scenario.configurations;
  const chosen = clients ? clientConfigurations(clients, scenario) : named;
  return {
    ...scenario,
    load: overrideLoad(scenario.load, overrides),
    configurations: connections === undefined ? chosen : chosen.map((one) => withConnections(one, connections)),
  };
}

function pick({ name, configurations }: Scenario, wanted: string[]): Configuration[] {
  return wanted.map((asked) => {
    const found = configurations.find((configuration) => configuration.name === asked);
    if (found) return found;
    const known = configurations.map((configuration) => configuration.name);
    const near = nearestName(asked, known);
    throw new PoolproofError('NO_SUCH_CONFIGURATION', `Scenario '${name}' has no configuration '${asked}'`, {
      exitCode: EXIT.usage,
      hint: near ? `Did you mean '${near}'?` : `Known: ${known.join(', ')}.`,
    });
  });
}

/** Each client module takes the place of the scenario's configurations, with the limit that the first of them declares. */
function clientConfigurations(files: string[], { configurations }: Scenario): Configuration[] {
  const declared = configurations.find(({ connectionLimit }) => connectionLimit !== null)?.connectionLimit;
  return files.map((file) => ({
    name: files.filter((other) => stem(other) === stem(file)).length > 1 ? file : stem(file),
    contrast: false,
    subject: { kind: 'module', file: path.resolve(file) },
    connectionLimit: declared ?? DEFAULT_CONNECTIONS,
    idleLimit: null,
    price: null,
    execArgv: [],
  }));
}

function stem(file: string): string {
  return path.parse(file).name;
}

function withConnections(configuration: Configuration, connections: number): Configuration {
  const { subject } = configuration;
  if (subject.kind !== 'transport') return { ...configuration, connectionLimit: connections };
  const kind = findTransportKind(subject.transport);
  if (!kind || configuration.connectionLimit === null) return configuration;
  const options = kind.withConnections(subject.options, connections);
  const idleLimit = kind.idleLimit(options);
  return {
    ...configuration,
    subject: { ...subject, options },
    connectionLimit: kind.connectionLimit(options) ?? connections,
    idleLimit: idleLimit === null ? null : Math.min(idleLimit, connections),
  };
}

function overrideLoad(load: Load, { concurrency, durationMs, warmupMs }: Overrides): Load {
  return {
    ...load,
    concurrency: concurrency ?? load.concurrency,
    durationMs: durationMs ?? load.durationMs,
    warmupMs: warmupMs ?? load.warmupMs,
  };
}
