import { monotonicMs } from '../core/clock.ts';
import type { KernelLook, KernelSampling } from '../record/evidence.ts';
import type { Series } from '../record/schema.ts';
import { StepFold } from '../record/step-fold.ts';
import { nextIntervalMs, paidAfterMs, RECENT_READS, START_INTERVAL_MS, timeCpu } from './kernel/budget.ts';
import { countKernel, type KernelCounts, type KernelTarget, lookKernel } from './kernel/look.ts';

export interface KernelOptions {
  /** The server that is watched, as clients are told to connect to it. */
  origin: string;
  socketPath: string | null;
  /** The subject. */
  pid: number;
  procRoot?: string;
}

export interface KernelRecorder extends Disposable {
  /** An exact look for phase borders; null where the kernel does not show its sockets. */
  look(): KernelLook | null;
  /** What reading has cost so far, looks included; null where there was nothing to read. */
  sampling(): KernelSampling | null;
  series(originMs: number): Record<string, Series>;
}

const COUNTS = {
  'connections.kernel': 'established',
  'closeWait.kernel': 'closeWait',
  'timeWait.kernel': 'timeWait',
} as const;

/** Samples the kernel's view of a server's connections from this process, as often as its budget allows, until it is disposed of. */
export function recordKernel({ origin, socketPath, pid, procRoot = '/proc' }: KernelOptions): KernelRecorder {
  const target: KernelTarget = socketPath === null ? { port: Number(new URL(origin).port) } : { socketPath };
  const folds = Object.entries(COUNTS).map(([series, key]) => ({
    series,
    key,
    fold: new StepFold({ tickMs: START_INTERVAL_MS }),
  }));
  const startedMs = monotonicMs();
  const sampling = {
    startIntervalMs: START_INTERVAL_MS,
    intervalMs: START_INTERVAL_MS,
    samples: 0,
    looks: 0,
    costMs: 0,
  };
  const recentMs: number[] = [];
  let timer: NodeJS.Timeout | undefined;
  let dueMs = startedMs;

  const draw = (nowMs: number, counts: KernelCounts) => {
    for (const { key, fold } of folds) {
      const value = counts[key];
      if (value !== null) fold.set(nowMs, value);
    }
  };
  const sampleAt = (tMs: number) => {
    dueMs = tMs;
    clearTimeout(timer);
    timer = setTimeout(sample, dueMs - monotonicMs());
  };
  const sample = () => {
    const { result: counts, costMs } = timeCpu(() => countKernel(target, procRoot));
    if (!counts) return;
    draw(monotonicMs(), counts);
    sampling.samples += 1;
    sampling.costMs += costMs;
    recentMs.push(costMs);
    if (recentMs.length > RECENT_READS) recentMs.shift();
    sampling.intervalMs = nextIntervalMs(recentMs);
    sampleAt(monotonicMs() + sampling.intervalMs);
  };
  sample();

  return {
    look() {
      const { result: seen, costMs } = timeCpu(() => lookKernel(target, pid, procRoot));
      if (!seen) return null;
      draw(monotonicMs(), seen);
      sampling.looks += 1;
      sampling.costMs += costMs;
      // A border waits for its looks, whatever they cost; the samples after it pay for them.
      sampleAt(Math.max(dueMs, monotonicMs()) + paidAfterMs(costMs));
      return seen;
    },
    sampling: () => (sampling.samples > 0 ? { ...sampling, elapsedMs: monotonicMs() - startedMs } : null),
    series: (originMs) =>
      Object.fromEntries(
        folds
          .map(({ series, fold }) => [series, fold.series(originMs)] as const)
          // States that never came up are no line of their own.
          .filter(
            ([series, { v }]) => v.length > 0 && (series === 'connections.kernel' || v.some((value) => value > 0)),
          ),
      ),
    [Symbol.dispose]: () => clearTimeout(timer),
  };
}
