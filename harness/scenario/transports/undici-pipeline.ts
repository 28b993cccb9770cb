import type { CommonOptions, Configured, TransportKind } from './kind.ts';
import { type UndiciAgentOptions, undiciAgentKind } from './undici-agent.ts';

/** undici's `pipeline`: request and answer are the two ends of one Duplex. */
export function undiciPipeline(
  given: UndiciAgentOptions & CommonOptions = {},
): Configured<'undici-pipeline', UndiciAgentOptions> {
  return { transport: 'undici-pipeline', ...given };
}

export const undiciPipelineKind: TransportKind = { ...undiciAgentKind, name: 'undici-pipeline' };
