import path from 'node:path';
import type { Lost } from '../../core/lost-time.ts';
import { readProcFile } from './proc-file.ts';

const NS_PER_MS = 1_000_000;

/**
 * For how long a process's main thread has waited for a core, by the second field of /proc/<pid>/schedstat, which is in
 * nanoseconds (kernel documentation, sched-stats); 0 ms where nobody tells.
 */
export function runDelayOf(pid: number, procRoot = '/proc'): Lost {
  const file = path.join(procRoot, String(pid), 'schedstat');
  return { totalMs: () => Number(readProcFile(file)?.toString('latin1').split(' ')[1] ?? 0) / NS_PER_MS };
}
