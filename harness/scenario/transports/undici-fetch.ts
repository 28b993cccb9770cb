import type { CommonOptions, Configured, TransportKind } from './kind.ts';
import { type UndiciAgentOptions, undiciAgentKind } from './undici-agent.ts';

/**
 * fetch of the npm package, which takes a dispatcher and so has a limit, unlike the one inside Node: `builtInFetch`.
 */
export function undiciFetch(
  given: UndiciAgentOptions & CommonOptions = {},
): Configured<'undici-fetch', UndiciAgentOptions> {
  return { transport: 'undici-fetch', ...given };
}

export const undiciFetchKind: TransportKind = { ...undiciAgentKind, name: 'undici-fetch' };
