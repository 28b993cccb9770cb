import { type HttpAgentOptions, httpAgentKind } from './http-agent.ts';
import type { CommonOptions, TransportConfiguration, TransportKind } from './kind.ts';

/** The package axios, with an Agent of node:http that keeps connections alive. */
export function axios(given: HttpAgentOptions & CommonOptions = {}): TransportConfiguration {
  return { transport: 'axios', ...given };
}

export const axiosKind: TransportKind = { ...httpAgentKind, name: 'axios' };
