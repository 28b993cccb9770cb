import type { CommonOptions, TransportConfiguration, TransportKind } from './kind.ts';
import { type UndiciAgentOptions, undiciAgentKind } from './undici-agent.ts';

/** undici's `pipeline`: request and answer are the two ends of one Duplex. */
export function undiciPipeline(given: UndiciAgentOptions & CommonOptions = {}): TransportConfiguration {
  return { transport: 'undici-pipeline', ...given };
}

export const undiciPipelineKind: TransportKind = { ...undiciAgentKind, name: 'undici-pipeline' };
