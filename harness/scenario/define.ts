import type { ClientConfiguration } from './configuration-input.ts';
import type { ProgramInput } from './programs/schema.ts';
import type { ScenarioInput, TargetInput } from './scenario-input.ts';
import type { TransportConfiguration } from './transports/configuration.ts';

type KeysOf<Union> = Union extends unknown ? keyof Union : never;
type Written = TransportConfiguration | ClientConfiguration | ProgramInput;

/** Keys of another kind of configuration are wrong here, although some kind has them. */
type Only<Own> = Own & { [Key in Exclude<KeysOf<Written>, keyof Own>]?: never };

/** A transport of ours, a client module or function, or a program: what is under test, and what it promises. */
export type ConfigurationDefinition = TransportConfiguration | Only<ClientConfiguration> | Only<ProgramInput>;

/** A scenario as a file writes it. */
export interface ScenarioDefinition extends ScenarioInput {
  /** What is under test, by name. @example { "mine": { "client": "./my-client.mjs", "connections": 10 } } */
  configurations: Record<string, ConfigurationDefinition>;
}

/** What a scenario file exports by default; it returns what it is given, for the sake of the types. */
export function defineScenario(definition: ScenarioDefinition): ScenarioDefinition {
  return definition;
}

/** A program in any language: how it is started, how it gets its work, and what its pool promises. */
export function command(options: ProgramInput): ProgramInput {
  return options;
}

type TargetOptions = Omit<TargetInput, 'kind'>;

/** The mock Loki, on TCP unless asked otherwise. */
export function loki(options: TargetOptions = {}): TargetInput {
  return { kind: 'loki', ...options };
}

/** The mock Docker daemon, on a Unix socket unless asked otherwise. */
export function docker(options: TargetOptions = {}): TargetInput {
  return { kind: 'docker', ...options };
}
