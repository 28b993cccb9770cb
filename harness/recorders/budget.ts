import { mean } from 'simple-statistics';
import type { Clock } from '../core/clock.ts';
import type { KernelSampling } from '../record/evidence/subject.ts';

/**
 * How often /proc is read while that is cheap: a run of ten seconds has twenty points. Waking up for the cheapest read
 * takes a third of a millisecond from a machine that is busy.
 */
export const START_INTERVAL_MS = 500;
/**
 * At most these shares of one core, by each sampler: one per cent in all. Samples are taken under load, where the two
 * cores of a small machine belong to the client and the server, and with waking up for it a read costs half as much
 * again as it shows itself (3.9 ms a second where 2.5 were allowed). Looks are taken when nobody is busy. A
 * watch of a process that runs anyway is there for nothing else, and has no other samplers.
 */
const COST_SHARES = { samples: 0.0015, looks: 0.0085, watch: 0.05 };
type Purse = keyof typeof COST_SHARES;
/**
 * A load is looked at so soon after its start, when its connections are there; the samples after it come as the budget
 * allows.
 */
export const INTO_LOAD_MS = 25;
/** How many reads the next interval depends on: CPU time advances in ticks, so that one read alone may show none. */
const RECENT_READS = 5;

/** How long to wait after a read, from the CPU time of the last reads. */
export function nextIntervalMs(recentCostsMs: readonly number[], by: Purse = 'samples'): number {
  const costMs = recentCostsMs.length === 0 ? 0 : mean([...recentCostsMs]);
  return Math.max(START_INTERVAL_MS, paidAfterMs(costMs, by));
}

/** After how long so much CPU time is no more than its share of a core. */
export function paidAfterMs(costMs: number, by: Purse): number {
  return Math.ceil(costMs / COST_SHARES[by]);
}

export interface Sampler extends Disposable {
  /**
   * A look that somebody waits for, whatever it costs; the samples after it pay for it. Null: there is nothing to be
   * seen.
   */
  look<T>(work: () => T | null): T | null;
  /** Takes the next sample within this long, once: something begins that may be over before it would come. */
  hasten(withinMs: number): void;
  /** What sampling has cost so far. */
  sampling(): KernelSampling;
}

/**
 * Samples now and then as often as the budget allows, until `sample` says that nothing is to be seen or it is disposed
 * of.
 */
export function sampleWithinBudget(sample: () => boolean, clock: Clock, by: Purse = 'samples'): Sampler {
  const startedMs = clock.nowMs();
  const spent = { startIntervalMs: START_INTERVAL_MS, intervalMs: START_INTERVAL_MS, samples: 0, looks: 0, costMs: 0 };
  const recentMs: number[] = [];
  let cancel = () => {};
  let dueMs = startedMs;
  let hasEnded = false;

  const sampleAt = (tMs: number) => {
    dueMs = tMs;
    cancel();
    cancel = clock.after(dueMs - clock.nowMs(), turn);
  };
  const turn = () => {
    const { result: isThere, costMs } = timeCpu(sample);
    hasEnded = !isThere;
    if (hasEnded) return;
    spent.samples += 1;
    spent.costMs += costMs;
    recentMs.push(costMs);
    if (recentMs.length > RECENT_READS) recentMs.shift();
    spent.intervalMs = nextIntervalMs(recentMs, by);
    sampleAt(clock.nowMs() + spent.intervalMs);
  };
  turn();

  return {
    look(work) {
      const { result: seen, costMs } = timeCpu(work);
      if (seen === null) return null;
      spent.looks += 1;
      spent.costMs += costMs;
      sampleAt(Math.max(dueMs, clock.nowMs()) + paidAfterMs(costMs, 'looks'));
      return seen;
    },
    hasten(withinMs) {
      if (!hasEnded) sampleAt(Math.min(dueMs, clock.nowMs() + withinMs));
    },
    sampling: () => ({ ...spent, elapsedMs: clock.nowMs() - startedMs }),
    [Symbol.dispose]: () => cancel(),
  };
}

/** Before Node 23.9 only the whole process tells, whose other threads make a read look dearer than it was. */
const cpuUsage: typeof process.cpuUsage = (process.threadCpuUsage ?? process.cpuUsage).bind(process);

/** Does it, and tells what CPU time this thread spent on it; that it was preempted meanwhile is no cost of its own. */
function timeCpu<T>(work: () => T): { result: T; costMs: number } {
  const before = cpuUsage();
  const result = work();
  const { user, system } = cpuUsage(before);
  return { result, costMs: (user + system) / 1_000 };
}
