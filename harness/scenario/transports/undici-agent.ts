import { z } from 'zod';
import {
  atLeastOne,
  type CommonOptions,
  milliseconds,
  type TransportConfiguration,
  type TransportKind,
} from './kind.ts';

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

export type UndiciAgentOptions = z.infer<typeof options>;

/** undici's Agent, by `request`; without `connections` it opens as many as there are requests in flight. */
export function undiciAgent(given: UndiciAgentOptions & CommonOptions = {}): TransportConfiguration {
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
