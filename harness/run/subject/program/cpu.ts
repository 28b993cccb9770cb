import { readProcess } from '../../../recorders/kernel/processes.ts';

/** Processor time of these processes so far, with their children that have ended; null where there is no /proc. */
export function cpuMicrosOf(pids: readonly number[]): number | null {
  const rows = pids.flatMap((pid) => readProcess(pid) ?? []);
  return rows.length === 0 ? null : rows.reduce((sum, { cpuMs }) => sum + 1_000 * cpuMs, 0);
}
