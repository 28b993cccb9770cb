import { z } from 'zod';
import { atLeastOne, type CommonOptions, type Configured, type TransportKind } from './kind.ts';

export interface NoKeepAliveOptions {
  /** The most connections at once; without it there is no limit. @example 50 */
  maxSockets?: number | undefined;
}

const options = z.strictObject({
  maxSockets: atLeastOne.optional(),
});

/** A new connection for every request, closed after it. */
export function noKeepAlive(
  given: NoKeepAliveOptions & CommonOptions = {},
): Configured<'no-keep-alive', NoKeepAliveOptions> {
  return { transport: 'no-keep-alive', ...given };
}

export const noKeepAliveKind: TransportKind = {
  name: 'no-keep-alive',
  options,
  meant: { connections: 'maxSockets', keepAlive: "the transport 'http-agent', which keeps connections alive" },
  connectionLimit: (given) => (given as NoKeepAliveOptions).maxSockets ?? null,
  idleLimit: () => 0,
  withConnections: (given, connections) => ({ ...given, maxSockets: connections }),
  price: 'Every request pays for a connect, and each closed connection keeps a port in TIME_WAIT for a minute.',
};
