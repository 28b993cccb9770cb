import { z } from 'zod';
import { atLeastOne, type CommonOptions, type Configured, type TransportKind } from './kind.ts';

export type PoolManagerOptions = {
  /** Pools that are taken in turns. @example 5 */
  clients: number;
  /** The most connections of each. @example 10 */
  connectionsPerClient: number;
};

const options = z.strictObject({
  clients: atLeastOne,
  connectionsPerClient: atLeastOne,
});

/** `clients` undici Pools of `connectionsPerClient` connections each, taken round robin. */
export function poolManager(given: PoolManagerOptions & CommonOptions): Configured<'pool-manager', PoolManagerOptions> {
  return { transport: 'pool-manager', ...given };
}

export const poolManagerKind: TransportKind = {
  name: 'pool-manager',
  options,
  meant: { connections: 'connectionsPerClient', pools: 'clients', maxSockets: 'connectionsPerClient' },
  connectionLimit: (given) => {
    const { clients, connectionsPerClient } = given as PoolManagerOptions;
    return clients * connectionsPerClient;
  },
  idleLimit: () => null,
  withConnections: (given, connections) => {
    const clients = Math.min((given as PoolManagerOptions).clients, connections);
    return { ...given, clients, connectionsPerClient: Math.max(1, Math.floor(connections / clients)) };
  },
  price: 'Round robin knows nothing of load: a request may wait in one pool while a connection of another is idle.',
};
