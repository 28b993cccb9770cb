import type { CommonOptions, Configured, TransportKind } from './kind.ts';
import { type UndiciAgentOptions, undiciAgentKind } from './undici-agent.ts';

/** undici's `stream`: the body is written to a stream of the caller's choice. */
export function undiciStream(
  given: UndiciAgentOptions & CommonOptions = {},
): Configured<'undici-stream', UndiciAgentOptions> {
  return { transport: 'undici-stream', ...given };
}

export const undiciStreamKind: TransportKind = { ...undiciAgentKind, name: 'undici-stream' };
