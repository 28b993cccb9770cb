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
  private listedBefore: ReadonlyMap<number, Owner> = new Map();
  private hasMissed = false;

  /** Called before the table is read: a brief socket in it may be closed by the time that its holder is looked for. */
  prepare(members: readonly Member[], procRoot: string): void {
    this.listedBefore = this.hasMissed ? list(members, procRoot) : new Map();
  }

  /** Of the sockets in the table, by inode. */
  find(inodes: readonly number[], members: readonly Member[], procRoot: string): ReadonlyMap<number, Owner> {
    const fresh = inodes.filter((inode) => !this.known.has(inode));
    const listed = fresh.length > 0 ? list(members, procRoot) : this.known;
    const ownerOf = (inode: number) => listed.get(inode) ?? this.listedBefore.get(inode) ?? 'other';
    this.known = new Map(inodes.map((inode) => [inode, ownerOf(inode)]));
    this.hasMissed = fresh.some((inode) => this.known.get(inode) === 'other');
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
