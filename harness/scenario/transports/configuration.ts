import type { HttpAgentOptions } from './http-agent.ts';
import type { Configured } from './kind.ts';
import type { NoKeepAliveOptions } from './no-keep-alive.ts';
import type { PoolManagerOptions } from './pool-manager.ts';
import type { LimiterOptions } from './semaphore.ts';
import type { UndiciAgentOptions } from './undici-agent.ts';

/** A limiter knows which transports there are, where a scenario writes it out. */
export interface Limiter extends Omit<LimiterOptions, 'around'> {
  /** The configuration of the transport that it wraps. @example { "transport": "http-agent" } */
  around: TransportConfiguration;
}

/** The options of every transport that a scenario can name. */
interface OptionsOf {
  'undici-agent': UndiciAgentOptions;
  'undici-fetch': UndiciAgentOptions;
  'undici-stream': UndiciAgentOptions;
  'undici-pipeline': UndiciAgentOptions;
  'undici-dispatch': UndiciAgentOptions;
  'http-agent': HttpAgentOptions;
  got: HttpAgentOptions;
  axios: HttpAgentOptions;
  'node-fetch': HttpAgentOptions;
  superagent: HttpAgentOptions;
  fetch: object;
  'no-keep-alive': NoKeepAliveOptions;
  'pool-manager': PoolManagerOptions;
  semaphore: Limiter;
  'request-limiter': Limiter;
}

export type TransportName = keyof OptionsOf;

/** A transport of ours by its name, with its own options. */
export type TransportConfiguration = { [Name in TransportName]: Configured<Name, OptionsOf[Name]> }[TransportName];
