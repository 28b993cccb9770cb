import { z } from 'zod';
import { atLeastOne, type CommonOptions, type Configured, milliseconds, type TransportKind } from './kind.ts';

export interface UndiciAgentOptions {
  /** The most connections for each origin; without it there is no limit. @example 50 */
  connections?: number | undefined;
  /** Requests in flight on one connection; 0 switches keep-alive off. @default 1 @example 0 */
  pipelining?: number | undefined;
  /** How long an idle connection is kept, in milliseconds. @default 4000 @example 10000 */
  keepAliveTimeout?: number | undefined;
  /** The most that a server's hint may make of it, in milliseconds. @default 600000 @example 60000 */
  keepAliveMaxTimeout?: number | undefined;
  /** How much earlier than the server's hint it is closed, in milliseconds. @default 2000 @example 1000 */
  keepAliveTimeoutThreshold?: number | undefined;
  /** How long an answer's head may take, in milliseconds. @default 300000 @example 5000 */
  headersTimeout?: number | undefined;
  /** How long may pass between two parts of a body, in milliseconds. @default 300000 @example 5000 */
  bodyTimeout?: number | undefined;
  /** How long a connect may take, in milliseconds. @default 10000 @example 1000 */
  connectTimeout?: number | undefined;
  /** Each client retires its connection after this many requests. @example 1000 */
  maxRequestsPerClient?: number | undefined;
  /** How long a client is kept, in milliseconds. @example 60000 */
  clientTtl?: number | undefined;
}

const options = z.strictObject({
  connections: atLeastOne.optional(),
  pipelining: z.int().min(0).optional(),
  keepAliveTimeout: milliseconds.optional(),
  keepAliveMaxTimeout: milliseconds.optional(),
  keepAliveTimeoutThreshold: milliseconds.optional(),
  headersTimeout: milliseconds.optional(),
  bodyTimeout: milliseconds.optional(),
  connectTimeout: milliseconds.optional(),
  maxRequestsPerClient: atLeastOne.optional(),
  clientTtl: milliseconds.optional(),
});

/** undici's Agent, by `request`; without `connections` it opens as many as there are requests in flight. */
export function undiciAgent(
  given: UndiciAgentOptions & CommonOptions = {},
): Configured<'undici-agent', UndiciAgentOptions> {
  return { transport: 'undici-agent', ...given };
}

export const undiciAgentKind: TransportKind = {
  name: 'undici-agent',
  options,
  meant: {
    maxSockets: 'connections',
    maxConnections: 'connections',
    maxConnsPerHost: 'connections',
    maxFreeSockets: 'keepAliveTimeout (undici has no limit on idle connections, only on their time)',
    maxIdleConnsPerHost: 'keepAliveTimeout (undici has no limit on idle connections, only on their time)',
    keepAlive: "pipelining (0 switches keep-alive off), or the transport 'no-keep-alive'",
    keepAliveMsecs: 'keepAliveTimeout',
    timeout: 'headersTimeout and bodyTimeout',
  },
  connectionLimit: (given) => (given as UndiciAgentOptions).connections ?? null,
  idleLimit: () => null,
  withConnections: (given, connections) => ({ ...given, connections }),
  price: null,
};
