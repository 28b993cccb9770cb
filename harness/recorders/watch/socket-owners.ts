import { socketInodesOf } from '../kernel/sockets-of.ts';
import type { Member } from './members.ts';

/** The process that holds a socket; 'other': none of those that are watched. */
export type Owner = number | 'other';

/**
 * Knows which process holds a socket. To list descriptors is what costs most of a look, so that it is done only when
 * there is a socket that was not there before.
 */
export class SocketOwners {
  private known = new Map<number, Owner>();

  /** Of these sockets, by inode. */
  find(inodes: readonly number[], members: readonly Member[], procRoot: string): ReadonlyMap<number, Owner> {
    const known = inodes.every((inode) => this.known.has(inode)) ? this.known : list(members, procRoot);
    this.known = new Map(inodes.map((inode) => [inode, known.get(inode) ?? 'other']));
    return this.known;
  }
}

/** A socket that a process has from its parent belongs to the first of them. */
function list(members: readonly Member[], procRoot: string): Map<number, Owner> {
  const owners = new Map<number, Owner>();
  for (const { pid } of members) {
    for (const inode of socketInodesOf(pid, procRoot) ?? []) if (!owners.has(inode)) owners.set(inode, pid);
  }
  return owners;
}
