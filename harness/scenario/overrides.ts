import path from 'node:path';
import { DEFAULT_CONNECTIONS } from '../core/default-connections.ts';
import type { Drive } from '../core/drives.ts';
import { EXIT, PoolproofError } from '../core/errors.ts';
import { nearestName } from '../core/nearest.ts';
import { NOTHING_ALLOWED } from './allow.ts';
import { unknownPlaceholder } from './gauges.ts';
import { shortNames } from './names.ts';
import { programsFromLines } from './programs/command-line.ts';
import { isTransport, placeholdersOf } from './subjects.ts';
import { findTransportKind } from './transports/index.ts';
import type { Configuration, GaugeSpec, Load, Scenario } from './types.ts';

/** What a command line may say about a scenario; undefined leaves what the file says. */
export interface Overrides {
  configurations?: string[] | undefined;
  clients?: string[] | undefined;
  /** Programs with their arguments, each in one line. */
  commands?: string[] | undefined;
  drive?: Drive | undefined;
  connections?: number | undefined;
  /** What client modules promise of their idle connections: the most of them, and how long each is kept. */
  idle?: number | undefined;
  idleMs?: number | undefined;
  concurrency?: number | undefined;
  durationMs?: number | undefined;
  warmupMs?: number | undefined;
  /** Asked of every configuration, beside its own or instead of one of the same name. */
  gauges?: GaugeSpec[] | undefined;
}

/** The scenario as the command line wants it; throws where it names a configuration that is not there. */
export function applyOverrides(scenario: Scenario, overrides: Overrides): Scenario {
  const { connections } = overrides;
  const named = overrides.configurations ? pick(scenario, overrides.configurations) : scenario.configurations;
  const chosen = asked(overrides, scenario) ?? named;
  const limited = connections === undefined ? chosen : chosen.map((one) => withConnections(one, connections));
  return {
    ...scenario,
    load: overrideLoad(scenario.load, overrides),
    configurations: withGauges(withIdle(limited, overrides), overrides),
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

/** What was named instead of the scenario's configurations; undefined: nothing was. */
function asked({ clients, commands, drive }: Overrides, scenario: Scenario): Configuration[] | undefined {
  if (drive !== undefined && !commands) {
    throw new PoolproofError('NO_PROGRAM', '--drive says how a program gets its work, and here is none', {
      exitCode: EXIT.usage,
      hint: "Name one with --command 'PROGRAM ARGS'.",
    });
  }
  if (!clients && !commands) return undefined;
  return [
    ...clientConfigurations(clients ?? [], scenario),
    ...programsFromLines(commands ?? [], { drive, connections: declaredBy(scenario) }),
  ];
}

function declaredBy({ configurations }: Scenario): number | undefined {
  return configurations.find(({ connectionLimit }) => connectionLimit !== null)?.connectionLimit ?? undefined;
}

/**
 * Each client module takes the place of the scenario's configurations, with the limit that the first of them declares.
 */
function clientConfigurations(files: string[], scenario: Scenario): Configuration[] {
  const declared = declaredBy(scenario);
  const isTwice = (file: string) => files.filter((other) => stem(other) === stem(file)).length > 1;
  const names = shortNames(files.map((file) => (isTwice(file) ? file : stem(file))));
  return files.map((file, index) => ({
    name: names[index] ?? file,
    contrast: false,
    subject: { kind: 'module', file: path.resolve(file) },
    connectionLimit: declared ?? DEFAULT_CONNECTIONS,
    idleLimit: null,
    idleMs: null,
    rotation: null,
    lifetimeMs: null,
    rateLimit: null,
    allow: NOTHING_ALLOWED,
    gauges: [],
    price: null,
    execArgv: [],
  }));
}

function stem(file: string): string {
  return path.parse(file).name;
}

function withConnections(configuration: Configuration, connections: number): Configuration {
  const { subject } = configuration;
  if (!isTransport(subject)) {
    const idleLimit = configuration.idleLimit === null ? null : Math.min(configuration.idleLimit, connections);
    return { ...configuration, connectionLimit: connections, idleLimit };
  }
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

/** A transport has options of its own for both, which differ and may not exist. */
function withIdle(configurations: Configuration[], { idle, idleMs }: Overrides): Configuration[] {
  if (idle === undefined && idleMs === undefined) return configurations;
  if (configurations.every(({ subject }) => isTransport(subject))) {
    throw new PoolproofError(
      'NO_CLIENT',
      '--idle and --idle-time say what a client module promises, and here is none',
      {
        exitCode: EXIT.usage,
        hint: 'Name one with --client; what a transport keeps is set by its own options, such as maxFreeSockets or keepAliveTimeout.',
      },
    );
  }
  return configurations.map((one) => {
    if (isTransport(one.subject)) return one;
    return { ...one, idleLimit: idle ?? one.idleLimit, idleMs: idleMs ?? one.idleMs };
  });
}

function withGauges(configurations: Configuration[], { gauges = [] }: Overrides): Configuration[] {
  return configurations.map((one) => {
    for (const { name, url } of gauges) {
      const unknown = unknownPlaceholder(url, placeholdersOf(one.subject.kind));
      if (unknown === undefined) continue;
      const message = `The gauge '${name}' cannot be asked of configuration '${one.name}': ${unknown}`;
      throw new PoolproofError('NO_SUCH_PLACE', message, { exitCode: EXIT.usage });
    }
    const others = one.gauges.filter(({ name }) => !gauges.some((gauge) => gauge.name === name));
    return { ...one, gauges: [...others, ...gauges] };
  });
}

function overrideLoad(load: Load, { concurrency, durationMs, warmupMs }: Overrides): Load {
  return {
    ...withOwnOptions(load, { concurrency }),
    durationMs: durationMs ?? load.durationMs,
    warmupMs: warmupMs ?? load.warmupMs,
  };
}

/** Options that not every executor has. */
function withOwnOptions(load: Load, options: { concurrency: number | undefined }): Load {
  const asked = Object.entries(options).filter(([, value]) => value !== undefined);
  const foreign = asked.find(([name]) => !Object.hasOwn(load, name));
  if (foreign) {
    throw new PoolproofError('NO_SUCH_OPTION', `The executor '${load.executor}' has no ${foreign[0]}`, {
      exitCode: EXIT.usage,
    });
  }
  return { ...load, ...Object.fromEntries(asked) };
}
