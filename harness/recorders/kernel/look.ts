import path from 'node:path';
import type { KernelLook } from '../../record/evidence/subject.ts';
import { readProcFile } from './proc-file.ts';
import { visitTcp } from './proc-net-tcp.ts';
import { countUnix } from './proc-net-unix.ts';
import { familySockets } from './sockets-of.ts';

/** The server that is watched: a loopback port, or the path of a Unix socket. */
export type KernelTarget = { port: number } | { socketPath: string };

/** Connections to the target as the kernel has them; null: this kind of socket does not tell. */
export type KernelCounts = Omit<KernelLook, 'ownByState' | 'byProcess'>;

/**
 * Everything that the kernel tells now of the target, and of the process's own sockets; null where there is no
 * /proc/net.
 */
export function lookKernel(target: KernelTarget, pid: number, procRoot = '/proc'): KernelLook | null {
  if ('socketPath' in target) return withoutOwn(countKernel(target, procRoot));
  const own = familySockets(pid, procRoot);
  const ownByState: Record<string, number> = {};
  const byProcess = new Map<number, number>();
  const counts = countTcp(target.port, procRoot, true, (state, inode) => {
    const holder = own?.get(inode);
    if (holder === undefined) return;
    ownByState[state] = (ownByState[state] ?? 0) + 1;
    if (state === 'established') byProcess.set(holder, (byProcess.get(holder) ?? 0) + 1);
  });
  const several = byProcess.size > 1 && { byProcess: [...byProcess.values()].sort((a, b) => b - a) };
  return counts && { ...counts, ownByState: own && ownByState, ...several };
}

/** What can be counted often: nobody's descriptors are listed. */
export function countKernel(target: KernelTarget, procRoot: string): KernelCounts | null {
  if ('port' in target) return countTcp(target.port, procRoot, hasTcp6(procRoot));
  const count = countUnix(procRoot, target.socketPath);
  if (!count) return null;
  const { accepted, backlog } = count;
  return { established: accepted + backlog, backlog, closeWait: null, timeWait: null, other: {} };
}

/** A client's end of a Unix socket carries no path, so nobody knows which of a process's sockets go to the target. */
function withoutOwn(counts: KernelCounts | null): KernelLook | null {
  return counts && { ...counts, ownByState: null };
}

function countTcp(
  port: number,
  procRoot: string,
  v6: boolean,
  onClientEnd?: (state: string, inode: number) => void,
): KernelCounts | null {
  const byState: Record<string, number> = {};
  let backlog = 0;
  const isThere = visitTcp(procRoot, port, v6, ({ end, state, inode }) => {
    if (end === 'client') {
      byState[state] = (byState[state] ?? 0) + 1;
      onClientEnd?.(state, inode);
    } else if (inode === 0 && isWaiting(state)) backlog += 1;
  });
  if (!isThere) return null;
  const { established = 0, 'close-wait': closeWait = 0, 'time-wait': timeWait = 0, ...other } = byState;
  return { established, backlog, closeWait, timeWait, other };
}

/** A server's end without a descriptor that is not on its way out is one that the server has not accepted yet. */
function isWaiting(state: string): boolean {
  return state === 'established' || state === 'close-wait' || state.endsWith('syn-recv');
}

/** A read of tcp6 costs as much as one of tcp, even if it is empty; sockstat6 says for nothing whether it is. */
function hasTcp6(procRoot: string): boolean {
  const sockstat = readProcFile(path.join(procRoot, 'net/sockstat6'));
  return !sockstat?.includes('TCP6: inuse 0\n');
}
