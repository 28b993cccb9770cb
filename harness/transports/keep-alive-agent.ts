import { Agent } from 'node:http';
import type { TransportOptions } from '../scenario/types.ts';
import type { Destination } from './transport.ts';

/**
 * The Agent under each library that stands on node:http. It carries the socket's path itself: node:http prefers it to
 * the host of the request, and not every library has an option for it (node-fetch has none).
 */
export function makeKeepAliveAgent(options: TransportOptions, { socketPath }: Destination): Agent {
  return new Agent({ keepAlive: true, ...options, ...(socketPath ? { socketPath } : {}) } as AgentOptionsWithPath);
}

// Every option of a request may stand in an Agent's options, which node's documentation says and its types do not.
type AgentOptionsWithPath = ConstructorParameters<typeof Agent>[0] & { socketPath?: string };
