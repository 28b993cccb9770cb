import { z } from 'zod';
import {
  atLeastOne,
  type CommonOptions,
  milliseconds,
  type TransportConfiguration,
  type TransportKind,
} from './kind.ts';

const options = z.strictObject({
  maxSockets: atLeastOne.optional(),
  maxFreeSockets: z.int().min(0).optional(),
  maxTotalSockets: atLeastOne.optional(),
  keepAlive: z.boolean().optional(),
  keepAliveMsecs: milliseconds.optional(),
  timeout: milliseconds.optional(),
  scheduling: z.enum(['fifo', 'lifo']).optional(),
});

export type HttpAgentOptions = z.infer<typeof options>;

/**
 * node:http's Agent, keep-alive on unless it is switched off; `maxSockets` and `maxFreeSockets` are Go's
 * MaxConnsPerHost and MaxIdleConnsPerHost.
 */
export function httpAgent(given: HttpAgentOptions & CommonOptions = {}): TransportConfiguration {
  return { transport: 'http-agent', ...given };
}

export const httpAgentKind: TransportKind = {
  name: 'http-agent',
  options,
  meant: {
    connections: 'maxSockets',
    maxConnections: 'maxSockets',
    maxConnsPerHost: 'maxSockets',
    maxIdleConnsPerHost: 'maxFreeSockets',
    keepAliveTimeout: 'timeout',
    idleConnTimeout: 'timeout',
    pipelining: 'nothing: node:http does not pipeline',
  },
  connectionLimit: (given) => {
    const { maxSockets, maxTotalSockets } = given as HttpAgentOptions;
    const limit = Math.min(maxSockets ?? Number.POSITIVE_INFINITY, maxTotalSockets ?? Number.POSITIVE_INFINITY);
    return Number.isFinite(limit) ? limit : null;
  },
  idleLimit: (given) => (given as HttpAgentOptions).maxFreeSockets ?? null,
  withConnections: (given, connections) => ({ ...given, maxSockets: connections }),
  price: null,
};
