import { z } from 'zod';
import { atLeastOne, type CommonOptions, type TransportConfiguration, type TransportKind } from './kind.ts';

const options = z.strictObject({
  limit: atLeastOne,
  /** The configuration of the transport that it wraps. */
  around: z.looseObject({ transport: z.string() }),
});

type LimiterOptions = { limit: number; around: TransportConfiguration } & CommonOptions;

const meant = { connections: 'limit', maxSockets: 'limit', concurrency: 'limit' };

function limiterKind(name: string, price: string): TransportKind {
  return {
    name,
    options,
    meant,
    connectionLimit: (given) => given.limit as number,
    idleLimit: () => null,
    withConnections: (given, connections) => ({ ...given, limit: connections }),
    price,
  };
}

/** At most `limit` requests in flight through the transport that it wraps, by p-limit. */
export function semaphore({ limit, around, ...rest }: LimiterOptions): TransportConfiguration {
  return { transport: 'semaphore', limit, around, ...rest };
}

/** The same, and a request whose AbortSignal fires while it waits leaves the queue at once. */
export function requestLimiter({ limit, around, ...rest }: LimiterOptions): TransportConfiguration {
  return { transport: 'request-limiter', limit, around, ...rest };
}

export const semaphoreKind = limiterKind(
  'semaphore',
  'It limits requests, not connections: a socket that lingers is not counted, and a waiting request cannot be called off.',
);

export const requestLimiterKind = limiterKind(
  'request-limiter',
  'It limits requests, not connections: a socket that lingers is not counted; each waiting request costs a listener on its signal.',
);
