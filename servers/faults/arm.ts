import { REAL_CLOCK } from '../../harness/core/clock.ts';
import { makeRandom } from '../../harness/core/random.ts';
import type { FaultSpec } from '../../harness/scenario/faults.ts';
import type { Fault } from './fault.ts';
import { makeFault } from './index.ts';

export interface ArmedFault {
  fault: Fault;
  /** Whether it hits the request or connection that is there now, this long after the run began. */
  isHit(runMs: number | undefined): boolean;
}

interface Hitting {
  fromMs?: number | undefined;
  toMs?: number | undefined;
  share?: number | undefined;
  seed?: number | undefined;
}

/**
 * A fault with its schedule and its share, which is drawn for each request or connection in the order of their coming.
 */
export async function arm(spec: FaultSpec): Promise<ArmedFault> {
  // Of a restart only the moment is known: it hits neither requests nor connections.
  const { fromMs, toMs, share = 1, seed = 1 }: Hitting = spec;
  const random = makeRandom(seed);
  const isScheduled = fromMs !== undefined || toMs !== undefined;
  const fault = await makeFault(spec, { random, clock: REAL_CLOCK, hitsAll: !isScheduled && share === 1 });
  const hasSchedule = isScheduled || fault.isOn !== undefined;
  const isOn = (runMs: number) => {
    return runMs >= (fromMs ?? 0) && runMs < (toMs ?? Number.POSITIVE_INFINITY) && (fault.isOn?.(runMs) ?? true);
  };
  return {
    fault,
    isHit: (runMs) => (!hasSchedule || (runMs !== undefined && isOn(runMs))) && (share === 1 || random() < share),
  };
}
