import path from 'node:path';
import { getOrInsert } from '../../core/get-or-insert.ts';
import { readProcFile } from '../kernel/proc-file.ts';
import type { Member } from './members.ts';
import { type Network, networksOf } from './network.ts';
import { SocketOwners } from './socket-owners.ts';

/** A whole table takes milliseconds, and calls that come in are compared over minutes. */
const EVERY_MS = 1_000;

// sl: local:port remote:port st tx:rx tr:when retrnsmt uid timeout inode (proc(5)); 0A listens, 01 is established.
const ROW = /:([0-9A-F]{4}) [0-9A-F]+:[0-9A-F]{4} (01|0A) \S+ \S+ \S+ +\d+ +\d+ (\d+)/g;

/** Counts the calls that come into processes: established connections to the ports on which they listen. */
export class Inbound {
  private readonly owners = new Map<string, SocketOwners>();
  private lookedMs = Number.NEGATIVE_INFINITY;

  /** Null: not now, or the kernel shows no table. */
  look(members: readonly Member[], nowMs: number, procRoot: string): number | null {
    if (nowMs - this.lookedMs < EVERY_MS) return null;
    this.lookedMs = nowMs;
    const counts = networksOf(members, procRoot).map((network) => this.countIn(network, members, procRoot));
    const known = counts.filter((count) => count !== null);
    return known.length > 0 ? known.reduce((sum, count) => sum + count, 0) : null;
  }

  private countIn({ id, folder }: Network, members: readonly Member[], procRoot: string): number | null {
    const tables = ['tcp', 'tcp6'].flatMap((table) => readProcFile(path.join(folder, table))?.toString('latin1') ?? []);
    if (tables.length === 0) return null;
    const listening = new Map<number, string>();
    const established = new Map<string, number>();
    for (const [, port = '', state, inode] of tables.flatMap((table) => [...table.matchAll(ROW)])) {
      if (state === '0A') listening.set(Number(inode), port);
      else established.set(port, (established.get(port) ?? 0) + 1);
    }
    const owners = getOrInsert(this.owners, id, () => new SocketOwners());
    const owned = owners.find([...listening.keys()], members, procRoot);
    const ports = new Set([...listening].filter(([inode]) => owned.get(inode) !== 'other').map(([, port]) => port));
    return [...ports].reduce((sum, port) => sum + (established.get(port) ?? 0), 0);
  }
}
