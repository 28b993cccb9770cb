import { type HttpAgentOptions, httpAgentKind } from './http-agent.ts';
import type { CommonOptions, Configured, TransportKind } from './kind.ts';

/** The package axios, with an Agent of node:http that keeps connections alive. */
export function axios(given: HttpAgentOptions & CommonOptions = {}): Configured<'axios', HttpAgentOptions> {
  return { transport: 'axios', ...given };
}

export const axiosKind: TransportKind = { ...httpAgentKind, name: 'axios' };
