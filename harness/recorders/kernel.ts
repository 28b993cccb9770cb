import type { Clock } from '../core/clock.ts';
import type { KernelLook, KernelSampling } from '../record/evidence/subject.ts';
import type { Series } from '../record/schema.ts';
import { StepFold } from '../record/step-fold.ts';
import { START_INTERVAL_MS, sampleWithinBudget } from './budget.ts';
import { countKernel, type KernelCounts, type KernelTarget, lookKernel } from './kernel/look.ts';

export interface KernelOptions {
  /** The server that is watched, as clients connect to it. */
  origin: string;
  socketPath: string | null;
  /** The subject, asked for at each look: one that is a program is there only once it has been started. */
  readonly pid: number;
  procRoot?: string;
  clock: Clock;
  /** Hears of each look how many connections are open. */
  onOpen?: ((open: number) => void) | undefined;
}

export interface KernelRecorder extends Disposable {
  /** An exact look for the snapshot of a phase; null where the kernel does not show its sockets. */
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

/**
 * Samples the kernel's view of a server's connections from this process, as often as its budget allows, until it is
 * disposed of.
 */
export function recordKernel(options: KernelOptions): KernelRecorder {
  const { origin, socketPath, procRoot = '/proc', clock, onOpen } = options;
  const target: KernelTarget = socketPath === null ? { port: Number(new URL(origin).port) } : { socketPath };
  const folds = Object.entries(COUNTS).map(([series, key]) => ({
    series,
    key,
    fold: new StepFold({ tickMs: START_INTERVAL_MS }),
  }));
  const draw = (nowMs: number, counts: KernelCounts) => {
    for (const { key, fold } of folds) {
      const value = counts[key];
      if (value !== null) fold.set(nowMs, value);
    }
    onOpen?.(counts.established);
  };
  const sampler = sampleWithinBudget(() => {
    const counts = countKernel(target, procRoot);
    if (counts) draw(clock.nowMs(), counts);
    return counts !== null;
  }, clock);

  return {
    look() {
      const seen = sampler.look(() => lookKernel(target, options.pid, procRoot));
      if (seen) draw(clock.nowMs(), seen);
      return seen;
    },
    sampling: () => (sampler.sampling().samples > 0 ? sampler.sampling() : null),
    series: (originMs) =>
      Object.fromEntries(
        folds
          .map(({ series, fold }) => [series, fold.series(originMs)] as const)
          // States that never came up are no line of their own.
          .filter(
            ([series, { v }]) => v.length > 0 && (series === 'connections.kernel' || v.some((value) => value > 0)),
          ),
      ),
    [Symbol.dispose]: () => sampler[Symbol.dispose](),
  };
}
