import { mean } from 'simple-statistics';
import type { KernelSampling } from '../record/evidence.ts';

/** How often /proc is read while that is cheap. */
export const START_INTERVAL_MS = 50;
/** At most this share of one core. The two cores of a small machine belong to the client and the server. */
const COST_SHARE = 0.01;
/** How many reads the next interval depends on: CPU time advances in ticks, so that one read alone may show none. */
const RECENT_READS = 5;

/** How long to wait after a read, from the CPU time of the last reads. */
export function nextIntervalMs(recentCostsMs: readonly number[]): number {
  const costMs = recentCostsMs.length === 0 ? 0 : mean([...recentCostsMs]);
  return Math.max(START_INTERVAL_MS, Math.ceil(costMs / COST_SHARE));
}

export interface Sampler extends Disposable {
  /** What sampling has cost so far. */
  sampling(): KernelSampling;
}

/** Samples now and then as often as the budget allows, until `sample` says that nothing is to be seen or it is disposed of. */
export function sampleWithinBudget(sample: () => boolean): Sampler {
  const sampling = { startIntervalMs: START_INTERVAL_MS, intervalMs: START_INTERVAL_MS, samples: 0, costMs: 0 };
  const recentMs: number[] = [];
  let timer: NodeJS.Timeout | undefined;
  const turn = () => {
    const { result: isThere, costMs } = timeCpu(sample);
    if (!isThere) return;
    sampling.samples += 1;
    sampling.costMs += costMs;
    recentMs.push(costMs);
    if (recentMs.length > RECENT_READS) recentMs.shift();
    sampling.intervalMs = nextIntervalMs(recentMs);
    timer = setTimeout(turn, sampling.intervalMs);
  };
  turn();
  return { sampling: () => ({ ...sampling }), [Symbol.dispose]: () => clearTimeout(timer) };
}

/** Does it, and tells what CPU time this thread spent on it; that it was preempted meanwhile is no cost of its own. */
function timeCpu<T>(work: () => T): { result: T; costMs: number } {
  const before = process.threadCpuUsage();
  const result = work();
  const { user, system } = process.threadCpuUsage(before);
  return { result, costMs: (user + system) / 1_000 };
}
