import type { AllowInput } from './allow.ts';
import type { ProgramInput } from './programs/schema.ts';
import type { ScenarioInput } from './schema.ts';
import type { TransportConfiguration } from './transports/kind.ts';
import type { CreateClient } from './types.ts';

/** A client module by path, or a function that makes a client; `connections` is the limit that it is asked to hold. */
export interface ClientConfiguration {
  client: string | CreateClient;
  connections?: number;
  /** The most idle connections that it keeps. */
  idle?: number;
  /** How long it keeps an idle connection. */
  idleMs?: number;
  /** It retires a connection after this many requests. */
  rotation?: number;
  /** Leftovers that are known and meant. */
  allow?: AllowInput;
  /** Numbers that it tells of itself: the URL of each by its name, with `#METRIC` where the answer holds more. */
  gauges?: Record<string, string>;
  contrast?: boolean;
  execArgv?: string[];
}

export type ScenarioDefinition = Omit<ScenarioInput, 'configurations'> & {
  configurations: Record<string, TransportConfiguration | ClientConfiguration | ProgramInput>;
};

/** What a scenario file exports by default; it returns what it is given, for the sake of the types. */
export function defineScenario(definition: ScenarioDefinition): ScenarioDefinition {
  return definition;
}

/** A program in any language: how it is started, how it gets its work, and what its pool promises. */
export function command(options: ProgramInput): ProgramInput {
  return options;
}

type TargetOptions = Omit<ScenarioInput['target'], 'kind'>;

/** The mock Loki, on TCP unless asked otherwise. */
export function loki(options: TargetOptions = {}): ScenarioInput['target'] {
  return { kind: 'loki', ...options };
}

/** The mock Docker daemon, on a Unix socket unless asked otherwise. */
export function docker(options: TargetOptions = {}): ScenarioInput['target'] {
  return { kind: 'docker', ...options };
}
