import { z } from 'zod';
import { atLeastOne, type CommonOptions, type Configured, milliseconds, type TransportKind } from './kind.ts';

export interface HttpAgentOptions {
  /** The most connections for each origin (Go: MaxConnsPerHost); without it there is no limit. @example 50 */
  maxSockets?: number | undefined;
  /** The most idle connections for each origin (Go: MaxIdleConnsPerHost). @default 256 @example 10 */
  maxFreeSockets?: number | undefined;
  /** The most connections to all origins; without it there is no limit. @example 100 */
  maxTotalSockets?: number | undefined;
  /** Whether connections are kept for the next request. @default true @example false */
  keepAlive?: boolean | undefined;
  /** The delay of TCP keep-alive packets, in milliseconds. @default 1000 @example 30000 */
  keepAliveMsecs?: number | undefined;
  /** How long a connection may be without traffic, in milliseconds; without it for good. @example 90000 */
  timeout?: number | undefined;
  /** Which idle connection is taken: the one used first or last. @default 'lifo' @example 'fifo' */
  scheduling?: 'fifo' | 'lifo' | undefined;
}

const options = z.strictObject({
  maxSockets: atLeastOne.optional(),
  maxFreeSockets: z.int().min(0).optional(),
  maxTotalSockets: atLeastOne.optional(),
  keepAlive: z.boolean().optional(),
  keepAliveMsecs: milliseconds.optional(),
  timeout: milliseconds.optional(),
  scheduling: z.enum(['fifo', 'lifo']).optional(),
});

/**
 * node:http's Agent, keep-alive on unless it is switched off; `maxSockets` and `maxFreeSockets` are Go's
 * MaxConnsPerHost and MaxIdleConnsPerHost.
 */
export function httpAgent(given: HttpAgentOptions & CommonOptions = {}): Configured<'http-agent', HttpAgentOptions> {
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
