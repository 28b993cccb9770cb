import { openSync, readFileSync, readSync } from 'node:fs';
import path from 'node:path';
import { type Lost, NOTHING_LOST } from './lost-time.ts';

const NS_PER_MS = 1_000_000;
/** Within less time nobody can have lost a whole millisecond since. */
const FRESH_MS = 1;
const scratch = Buffer.alloc(128);

/**
 * For how long a process's main thread has waited for a core, by the second field of /proc/<pid>/schedstat, which is in
 * nanoseconds (kernel documentation, sched-stats); 0 ms where nobody tells.
 */
export function runDelayOf(pid: number, procRoot = '/proc'): Lost {
  const file = path.join(procRoot, String(pid), 'schedstat');
  return { totalMs: () => delayMsIn(tried(() => readFileSync(file, 'latin1'))) };
}

/**
 * The same of this process, for those who ask at every request: read from a file that stays open, and at most once a
 * millisecond.
 */
export function ownRunDelay(nowMs: () => number, file = '/proc/self/schedstat'): Lost {
  const descriptor = tried(() => openSync(file, 'r'));
  if (descriptor === undefined) return NOTHING_LOST;
  let [readMs, waitedMs] = [Number.NEGATIVE_INFINITY, 0];
  return {
    totalMs() {
      const atMs = nowMs();
      if (atMs - readMs < FRESH_MS) return waitedMs;
      readMs = atMs;
      waitedMs = delayMsIn(scratch.toString('latin1', 0, readSync(descriptor, scratch, 0, scratch.length, 0)));
      return waitedMs;
    },
  };
}

function delayMsIn(schedstat = ''): number {
  return Number(schedstat.split(' ')[1] ?? 0) / NS_PER_MS;
}

/** Undefined on another platform, or of a process that has just gone or is not ours to look into. */
function tried<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
