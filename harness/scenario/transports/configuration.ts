import type { HttpAgentOptions } from './http-agent.ts';
import type { Configured } from './kind.ts';
import type { NoKeepAliveOptions } from './no-keep-alive.ts';
import type { PoolManagerOptions } from './pool-manager.ts';
import type { UndiciAgentOptions } from './undici-agent.ts';

export interface Limiter {
  /** The most requests in flight through the transport that it wraps. @example 50 */
  limit: number;
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
