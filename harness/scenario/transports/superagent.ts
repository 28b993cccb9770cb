import { type HttpAgentOptions, httpAgentKind } from './http-agent.ts';
import type { CommonOptions, TransportConfiguration, TransportKind } from './kind.ts';

/** The package superagent, with an Agent of node:http that keeps connections alive. */
export function superagent(given: HttpAgentOptions & CommonOptions = {}): TransportConfiguration {
  return { transport: 'superagent', ...given };
}

export const superagentKind: TransportKind = { ...httpAgentKind, name: 'superagent' };
