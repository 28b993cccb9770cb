import { type HttpAgentOptions, httpAgentKind } from './http-agent.ts';
import type { CommonOptions, Configured, TransportKind } from './kind.ts';

/** The package got, with an Agent of node:http that keeps connections alive. */
export function got(given: HttpAgentOptions & CommonOptions = {}): Configured<'got', HttpAgentOptions> {
  return { transport: 'got', ...given };
}

export const gotKind: TransportKind = { ...httpAgentKind, name: 'got' };
