import { readdirSync, statSync } from 'node:fs';
import { type Clock, monotonicMs } from '../core/clock.ts';
import type { OutsideLook } from '../record/evidence/subject.ts';
import type { Series } from '../record/schema.ts';
import { StepFold } from '../record/step-fold.ts';
import { START_INTERVAL_MS, sampleWithinBudget } from './budget.ts';
import { readProcStatus } from './kernel/proc-status.ts';
import { socketInodesOf } from './kernel/sockets-of.ts';

/** The subject as the kernel shows it now; null fields on a platform without /proc, or when the process is gone. */
export function lookOutside(pid: number): OutsideLook {
  return { ...lookCheaply(pid), sockets: socketInodesOf(pid)?.length ?? null };
}

/** What can be had without reading every descriptor. */
function lookCheaply(pid: number): Omit<OutsideLook, 'sockets'> {
  const status = readProcStatus(pid);
  return { descriptors: countDescriptors(pid), threads: status?.threads ?? null, rssBytes: status?.rssBytes ?? null };
}

/** Since Linux 6.2 the size of /proc/<pid>/fd is the number of open descriptors; before, it is 0 and they are listed. */
function countDescriptors(pid: number): number | null {
  const folder = `/proc/${pid}/fd`;
  try {
    const { size } = statSync(folder);
    return size > 0 ? size : readdirSync(folder).length;
  } catch {
    return null;
  }
}

export interface OutsideRecorder extends Disposable {
  /** Highest figures so far; null where nothing could be measured. */
  peaks(): { descriptors: number | null; rssBytes: number | null };
  series(originMs: number): Record<string, Series>;
}

/**
 * Samples the process from outside, as often as its budget allows, until it is gone or this is disposed of; the subject
 * itself does nothing for it.
 */
export function recordOutside(pid: number, clock?: Clock): OutsideRecorder {
  const folds = {
    descriptors: new StepFold({ tickMs: START_INTERVAL_MS }),
    threads: new StepFold({ tickMs: START_INTERVAL_MS }),
    rssBytes: new StepFold({ tickMs: START_INTERVAL_MS }),
  };
  const peak = { descriptors: null as number | null, threads: null as number | null, rssBytes: null as number | null };
  const sampler = sampleWithinBudget(() => {
    const nowMs = monotonicMs();
    const look = lookCheaply(pid);
    for (const name of ['descriptors', 'threads', 'rssBytes'] as const) {
      const value = look[name];
      if (value === null) continue;
      folds[name].set(nowMs, value);
      peak[name] = Math.max(peak[name] ?? 0, value);
    }
    return look.descriptors !== null;
  }, clock);
  return {
    peaks: () => ({ descriptors: peak.descriptors, rssBytes: peak.rssBytes }),
    series: (originMs) =>
      Object.fromEntries(
        Object.entries(folds)
          .map(([name, fold]) => [name, fold.series(originMs)] as const)
          .filter(([, { t }]) => t.length > 0),
      ),
    [Symbol.dispose]: () => sampler[Symbol.dispose](),
  };
}
