import { readdirSync, readlinkSync } from 'node:fs';
import path from 'node:path';
import { descendantsOf } from './processes.ts';

/** The inodes of a process's sockets, one for each descriptor; null where its descriptors cannot be listed. */
export function socketInodesOf(pid: number, procRoot = '/proc'): number[] | null {
  const folder = path.join(procRoot, String(pid), 'fd');
  try {
    return readdirSync(folder).flatMap((descriptor) => socketInode(path.join(folder, descriptor)) ?? []);
  } catch {
    return null;
  }
}

function socketInode(link: string): number | undefined {
  try {
    const match = /^socket:\[(\d+)\]$/.exec(readlinkSync(link));
    return match ? Number(match[1]) : undefined;
  } catch {
    // Closed between the listing and the look.
    return undefined;
  }
}

/**
 * The sockets of a process and of all that it started, each with the process that holds it, the first of several; null
 * where even its own cannot be listed.
 */
export function familySockets(pid: number, procRoot: string): Map<number, number> | null {
  const own = socketInodesOf(pid, procRoot);
  if (!own) return null;
  const holders = new Map(own.map((inode) => [inode, pid]));
  for (const child of descendantsOf(pid, procRoot)) {
    for (const inode of socketInodesOf(child, procRoot) ?? []) if (!holders.has(inode)) holders.set(inode, child);
  }
  return holders;
}
