import { z } from 'zod';
import { atLeastOne, type TransportKind } from './kind.ts';

const options = z.strictObject({
  limit: atLeastOne,
  around: z.looseObject({ transport: z.string() }),
});

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

export const semaphoreKind = limiterKind(
  'semaphore',
  'It limits requests, not connections: a socket that lingers is not counted, and a waiting request cannot be called off.',
);

export const requestLimiterKind = limiterKind(
  'request-limiter',
  'It limits requests, not connections: a socket that lingers is not counted; each waiting request costs a listener on its signal.',
);
