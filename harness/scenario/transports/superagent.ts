import { type HttpAgentOptions, httpAgentKind } from './http-agent.ts';
import type { CommonOptions, Configured, TransportKind } from './kind.ts';

/** The package superagent, with an Agent of node:http that keeps connections alive. */
export function superagent(given: HttpAgentOptions & CommonOptions = {}): Configured<'superagent', HttpAgentOptions> {
  return { transport: 'superagent', ...given };
}

export const superagentKind: TransportKind = { ...httpAgentKind, name: 'superagent' };
