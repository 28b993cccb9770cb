import path from 'node:path';
import { readProcFile } from './proc-file.ts';

export interface ProcStatus {
  threads: number;
  rssBytes: number;
}

/**
 * Threads and resident memory of a process; null where there is no such process or no /proc. From its 'status', which
 * names what it tells and counts memory in KiB: 'stat' and 'statm' count in pages, whose size is not the same
 * everywhere.
 */
export function readProcStatus(pid: number, procRoot = '/proc'): ProcStatus | null {
  const status = readProcFile(path.join(procRoot, String(pid), 'status'))?.toString('latin1') ?? '';
  const figure = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1]);
  const [threads, rssKib] = [figure('Threads'), figure('VmRSS')];
  // Of one that has ended and waits for its parent there is no memory.
  return Number.isNaN(threads) || Number.isNaN(rssKib) ? null : { threads, rssBytes: rssKib * 1_024 };
}
