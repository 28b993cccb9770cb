import { type HttpAgentOptions, httpAgentKind } from './http-agent.ts';
import type { CommonOptions, Configured, TransportKind } from './kind.ts';

/** The package node-fetch, with an Agent of node:http that keeps connections alive. */
export function nodeFetch(given: HttpAgentOptions & CommonOptions = {}): Configured<'node-fetch', HttpAgentOptions> {
  return { transport: 'node-fetch', ...given };
}

export const nodeFetchKind: TransportKind = { ...httpAgentKind, name: 'node-fetch' };
