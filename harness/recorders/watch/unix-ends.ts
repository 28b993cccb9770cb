import { listUnixInodes, type UnixRow, visitUnixOf } from '../kernel/proc-net-unix.ts';
import { askIn, type Network } from './network.ts';
import type { LooseEnd } from './tcp-ends.ts';

/** A Unix socket under all paths by which its server may have bound it. */
export interface UnixTarget {
  paths: string[];
}

export interface UnixLook {
  /** One for each connection that was accepted, by the inode of its client's end. */
  ends: LooseEnd[];
  /** Connected and not accepted yet: nobody knows by whom. */
  waiting: number;
}

interface ServerEnd extends UnixRow {
  network: Network;
}

/**
 * Of a connection to a path the kernel's table shows the server's end, and not which socket is its peer. That is told
 * by sock_diag(7), which ss(8) asks; it is asked only when there is a connection that was not there before.
 */
export class UnixEnds {
  private clientOf = new Map<number, number>();
  /** Why peers are not known; ends are then those of all clients, by the inode of the server's. */
  whyNoPeers: string | null = null;

  /** A socket's path crosses network namespaces: `networks` are those of the clients, and ours. */
  read(networks: readonly Network[], target: UnixTarget): UnixLook {
    const servers = networks.flatMap((network) => serversIn(network, target));
    const accepted = servers.filter(({ isAccepted }) => isAccepted);
    this.learnPeers(accepted);
    // Where the client has closed, its server's end is left alone.
    const alive = new Set(networks.flatMap(({ folder }) => [...listUnixInodes(folder)]));
    const ends = accepted.map(({ network, socket, inode }) => ({
      key: `${network.id} ${socket}`,
      state: 'established',
      inode: this.whyNoPeers === null ? (this.clientOf.get(inode) ?? 0) : inode,
    }));
    return { ends: ends.filter(({ inode }) => alive.has(inode)), waiting: servers.length - accepted.length };
  }

  private learnPeers(accepted: readonly ServerEnd[]): void {
    const unknown = accepted.filter(({ inode }) => !this.clientOf.has(inode));
    const learned = new Map<number, number>();
    for (const network of new Set(unknown.map(({ network }) => network))) {
      if (this.whyNoPeers !== null) return;
      const asked = askIn(network, 'ss', ['-x', '-n', '-H']);
      if ('why' in asked) this.whyNoPeers = asked.why;
      else for (const [, own, peer] of asked.text.matchAll(PEERS)) learned.set(Number(own), Number(peer));
    }
    const clientOf = (inode: number) => this.clientOf.get(inode) ?? learned.get(inode) ?? 0;
    this.clientOf = new Map(accepted.map(({ inode }) => [inode, clientOf(inode)]));
  }
}

function serversIn(network: Network, { paths }: UnixTarget): ServerEnd[] {
  const found: ServerEnd[] = [];
  for (const path of paths) visitUnixOf(network.folder, path, (row) => found.push({ network, ...row }));
  return found;
}

/** u_str ESTAB 0 0 /run/docker.sock 4711 * 4710: the server's end, and the client's, which has no path. */
const PEERS = / (\d+) +\* +(\d+) *$/gm;
