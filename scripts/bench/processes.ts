import { readdirSync, readFileSync } from 'node:fs';
import { readProcStatus } from '../../harness/recorders/kernel/proc-status.ts';

// What processes cost, read from /proc, so that what is measured needs to do nothing for it.

/** CPU time that the processes have used so far, in all their threads, user and kernel together. */
export function cpuMs(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + cpuMsOf(pid), 0);
}

function cpuMsOf(pid: number): number {
  // The first figure of schedstat is nanoseconds on a CPU; /proc/<pid>/stat counts in ticks of 10 ms.
  const ns = readdirSync(`/proc/${pid}/task`).map((thread) =>
    Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]),
  );
  return ns.reduce((sum, threadNs) => sum + threadNs, 0) / 1e6;
}

export function rssBytes(pid: number): number {
  return readProcStatus(pid)?.rssBytes ?? Number.NaN;
}

/**
 * Its memory, where what it shares with others is shared out among them: the sum over processes is what all of them
 * take.
 */
export function ownBytes(pid: number): number {
  const [, kib] = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')) ?? [];
  return Number(kib) * 1_024;
}

/** This process and every process that it has started and that still lives. */
export function familyPids(): number[] {
  const children = readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').trim();
  return [process.pid, ...(children === '' ? [] : children.split(' ').map(Number))];
}

/** How many files and sockets the process may have open. */
export function maxOpenFiles(pid: number): number {
  const line = /^Max open files\s+(\S+)/m.exec(readFileSync(`/proc/${pid}/limits`, 'utf8'));
  return line?.[1] === 'unlimited' ? Number.POSITIVE_INFINITY : Number(line?.[1]);
}
