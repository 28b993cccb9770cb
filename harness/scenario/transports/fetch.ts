import { z } from 'zod';
import type { CommonOptions, Configured, TransportKind } from './kind.ts';

/** The fetch that is built into Node, as most programs use it: with no options, because it has none for its pool. */
export function builtInFetch(given: CommonOptions = {}): Configured<'fetch', object> {
  return { transport: 'fetch', ...given };
}

const noSetting =
  'a transport that has this setting (undici-agent: connections), since built-in fetch has none for its pool';

export const fetchKind: TransportKind = {
  name: 'fetch',
  options: z.strictObject({}),
  meant: { connections: noSetting, maxSockets: noSetting, keepAliveTimeout: noSetting, keepAlive: noSetting },
  connectionLimit: () => null,
  idleLimit: () => null,
  withConnections: (given) => given,
  price: null,
};
