import { faultsOf } from '../scenario/behaviour.ts';
import type { Scenario } from '../scenario/types.ts';

/** A client that sends in batches has one in flight and one to send, and comes to rest with the answers to both. */
const LAST_ANSWERS = 2;

/** How long a client may still wait for answers that nobody asks it for any more, the slowest that there may be. */
export function lastAnswersMs({ target, requests }: Scenario): number {
  const latencyMs = faultsOf(target.behaviour).reduce(
    (sum, fault) => sum + (fault.kind === 'latency' ? fault.ms + (fault.spreadMs ?? 0) : 0),
    0,
  );
  return LAST_ANSWERS * (latencyMs + Math.max(0, ...requests.map(({ path }) => delayIn(path))));
}

/** How long the server lets an answer wait, by order of the scenario, on average. */
export function answerMsOf({ target, requests }: Scenario): number {
  const latencyMs = faultsOf(target.behaviour).reduce(
    (sum, fault) => sum + (fault.kind === 'latency' ? fault.ms * (fault.share ?? 1) : 0),
    0,
  );
  const weights = requests.reduce((sum, { weight }) => sum + weight, 0);
  const asked = requests.reduce((sum, { path, weight }) => sum + weight * delayIn(path), 0);
  return latencyMs + (weights > 0 ? asked / weights : 0);
}

/** `/ok?delayMs=20` of the plain server. */
function delayIn(path: string): number {
  return Number(/[?&]delayMs=(\d+)/.exec(path)?.[1] ?? 0);
}
