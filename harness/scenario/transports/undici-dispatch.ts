import type { CommonOptions, Configured, TransportKind } from './kind.ts';
import { type UndiciAgentOptions, undiciAgentKind } from './undici-agent.ts';

/** undici's `dispatch`, on which its other ways stand: callbacks, no stream and no promise. */
export function undiciDispatch(
  given: UndiciAgentOptions & CommonOptions = {},
): Configured<'undici-dispatch', UndiciAgentOptions> {
  return { transport: 'undici-dispatch', ...given };
}

export const undiciDispatchKind: TransportKind = { ...undiciAgentKind, name: 'undici-dispatch' };
