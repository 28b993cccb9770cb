import { axiosKind } from './axios.ts';
import { fetchKind } from './fetch.ts';
import { gotKind } from './got.ts';
import { httpAgentKind } from './http-agent.ts';
import type { TransportKind } from './kind.ts';
import { noKeepAliveKind } from './no-keep-alive.ts';
import { nodeFetchKind } from './node-fetch.ts';
import { poolManagerKind } from './pool-manager.ts';
import { requestLimiterKind, semaphoreKind } from './semaphore.ts';
import { superagentKind } from './superagent.ts';
import { undiciAgentKind } from './undici-agent.ts';
import { undiciDispatchKind } from './undici-dispatch.ts';
import { undiciFetchKind } from './undici-fetch.ts';
import { undiciPipelineKind } from './undici-pipeline.ts';
import { undiciStreamKind } from './undici-stream.ts';

/** Every transport that a scenario can name. */
export const TRANSPORT_KINDS: readonly TransportKind[] = [
  undiciAgentKind,
  httpAgentKind,
  fetchKind,
  noKeepAliveKind,
  semaphoreKind,
  requestLimiterKind,
  poolManagerKind,
  undiciFetchKind,
  undiciStreamKind,
  undiciPipelineKind,
  undiciDispatchKind,
  gotKind,
  axiosKind,
  nodeFetchKind,
  superagentKind,
];

export function findTransportKind(name: string): TransportKind | undefined {
  return TRANSPORT_KINDS.find((kind) => kind.name === name);
}
