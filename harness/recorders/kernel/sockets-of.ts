import { readdirSync, readlinkSync } from 'node:fs';
import path from 'node:path';
import { readProcFile } from './proc-file.ts';

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

/** The sockets of a process and of all that it started; null where even its own cannot be listed. */
export function familySocketInodes(pid: number, procRoot: string): Set<number> | null {
  const own = socketInodesOf(pid, procRoot);
  if (!own) return null;
  return new Set([own, ...descendantsOf(pid, procRoot).map((child) => socketInodesOf(child, procRoot) ?? [])].flat());
}

/**
 * Children, their children and all processes of the group that the process leads, for an orphan loses its parent and
 * keeps its group. By a look at all processes, because /proc/<pid>/task/<tid>/children is a build option of the kernel.
 */
function descendantsOf(pid: number, procRoot: string): number[] {
  const processes = listProcesses(procRoot);
  const found = new Set([pid]);
  for (let before = 0; before < found.size; ) {
    before = found.size;
    for (const { id, parent, group } of processes) if (found.has(parent) || group === pid) found.add(id);
  }
  found.delete(pid);
  return [...found];
}

function listProcesses(procRoot: string): { id: number; parent: number; group: number }[] {
  return readdirSync(procRoot).flatMap((name) => {
    const stat = /^\d+$/.test(name) ? readProcFile(path.join(procRoot, name, 'stat'))?.toString('latin1') : undefined;
    // proc(5): after the name in brackets, which may hold blanks and brackets, come state, parent and group.
    const [, parent, group] = stat?.slice(stat.lastIndexOf(')') + 2).split(' ') ?? [];
    return parent && group ? [{ id: Number(name), parent: Number(parent), group: Number(group) }] : [];
  });
}
