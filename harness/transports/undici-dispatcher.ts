import { Agent } from 'undici';
import type { TransportOptions } from '../scenario/types.ts';
import type { Destination } from './transport.ts';

/** The Agent under each of undici's ways to send; only the way differs between the transports that use it. */
export function makeUndiciDispatcher(options: TransportOptions, { socketPath }: Destination): Agent {
  return new Agent({ ...options, ...(socketPath ? { connect: { socketPath } } : {}) });
}
