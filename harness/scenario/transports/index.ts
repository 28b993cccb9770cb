import { fetchKind } from './fetch.ts';
import { httpAgentKind } from './http-agent.ts';
import type { TransportKind } from './kind.ts';
import { noKeepAliveKind } from './no-keep-alive.ts';
import { poolManagerKind } from './pool-manager.ts';
import { requestLimiterKind, semaphoreKind } from './semaphore.ts';
import { undiciAgentKind } from './undici-agent.ts';

/** Every transport that a scenario can name. */
export const TRANSPORT_KINDS: readonly TransportKind[] = [
  undiciAgentKind,
  httpAgentKind,
  fetchKind,
  noKeepAliveKind,
  semaphoreKind,
  requestLimiterKind,
  poolManagerKind,
];

export function findTransportKind(name: string): TransportKind | undefined {
  return TRANSPORT_KINDS.find((kind) => kind.name === name);
}
