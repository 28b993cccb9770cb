import type { FaultSpec } from './faults.ts';
import type { Behaviour } from './types.ts';

/**
 * A behaviour as its server plays it: each word of it is a fault that hits everything, before those that the scenario
 * lists. So a delay, a rotation, an idle close and a refusal exist once.
 */
export function faultsOf(behaviour: Behaviour): FaultSpec[] {
  const { delayMs, idleTimeoutMs, keepAliveHint, maxRequestsPerConnection, refuseFirst, faults = [] } = behaviour;
  const said: FaultSpec[] = [];
  if (refuseFirst > 0) said.push({ kind: 'refuse', first: refuseFirst });
  if (maxRequestsPerConnection > 0) said.push({ kind: 'rotation', requests: maxRequestsPerConnection });
  if (idleTimeoutMs > 0) said.push({ kind: 'idle-close', ms: idleTimeoutMs, hint: keepAliveHint });
  if (delayMs > 0) said.push({ kind: 'latency', ms: delayMs });
  return [...said, ...faults];
}
