import { mean } from 'simple-statistics';

/** How often the kernel is read while that is cheap: as often as the process is sampled from outside. */
export const START_INTERVAL_MS = 50;
/** At most this share of one core. The two cores of a small machine belong to the client and the server. */
const COST_SHARE = 0.01;
/** How many reads the next interval depends on: CPU time advances in ticks, so that one read alone may show none. */
export const RECENT_READS = 5;

/** How long to wait after a read, from the CPU time of the last reads. */
export function nextIntervalMs(recentCostsMs: readonly number[]): number {
  const costMs = recentCostsMs.length === 0 ? 0 : mean([...recentCostsMs]);
  return Math.max(START_INTERVAL_MS, paidAfterMs(costMs));
}

/** After how long so much CPU time is no more than its share of a core. */
export function paidAfterMs(costMs: number): number {
  return Math.ceil(costMs / COST_SHARE);
}

/** Does it, and tells what CPU time this thread spent on it; that it was preempted meanwhile is no cost of its own. */
export function timeCpu<T>(work: () => T): { result: T; costMs: number } {
  const before = process.threadCpuUsage();
  const result = work();
  const { user, system } = process.threadCpuUsage(before);
  return { result, costMs: (user + system) / 1_000 };
}
