import path from 'node:path';
import { readProcFile } from './proc-file.ts';

/**
 * For how long a process's main thread has waited for a core so far, by the second field of /proc/<pid>/schedstat
 * (kernel documentation, sched-stats), which is in nanoseconds; 0 where nobody tells.
 */
export function runDelayMs(pid: number, procRoot = '/proc'): number {
  const [, delayNs] =
    readProcFile(path.join(procRoot, String(pid), 'schedstat'))
      ?.toString('latin1')
      .split(' ') ?? [];
  const ms = Number(delayNs) / 1_000_000;
  return Number.isNaN(ms) ? 0 : ms;
}
