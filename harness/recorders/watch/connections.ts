import { getOrInsert } from '../../core/get-or-insert.ts';
import type { PortRange } from '../../record/watch.ts';
import type { Member } from './members.ts';
import { type Network, networksOf } from './network.ts';
import { countPorts, readPortRange } from './ports.ts';
import { SocketOwners } from './socket-owners.ts';
import { type LooseEnd, readTcpEnds, type TcpTarget } from './tcp-ends.ts';
import { type End, Turnover, type TurnoverCounts } from './turnover.ts';
import { UnixEnds, type UnixTarget } from './unix-ends.ts';

/** What is connected to: connections to any of the addresses, or to any of the paths, count. */
export type WatchTarget = TcpTarget | UnixTarget;

export interface ConnectionCounts extends Omit<TurnoverCounts, 'closeWaitStaying' | 'brief'> {
  /** Null: this kind of socket does not tell. */
  closeWaitStaying: number | null;
  brief: number | null;
  /** Null: there are none, or the range is not known. */
  portsUsed: number | null;
}

/** The kernel's view of the connections of some processes to a target, look by look. */
export interface Connections {
  /** Null where the kernel shows no table. */
  look(members: readonly Member[], nowMs: number): ConnectionCounts | null;
  /** The range of the namespace that was seen first; null: not known, or there are no ports. */
  ports: PortRange | null;
  /** Whether the ends are those of all clients of the target, because nobody tells whose they are. */
  areOfAll: boolean;
  /** What was not to be had, and why. */
  notMeasured: Set<string>;
}

export function watchConnections(target: WatchTarget, procRoot: string): Connections {
  return 'port' in target ? overTcp(target, procRoot) : overUnix(target, procRoot);
}

/** Where both ends of a connection show, the client's says more; a Map keeps the last of a key. */
function oneEach<One extends End>(ends: readonly One[]): One[] {
  const clientsLast = ends.toSorted((a, b) => Number(b.isServers ?? false) - Number(a.isServers ?? false));
  return [...new Map(clientsLast.map((end) => [end.key, end])).values()];
}

/** Told even where no connection is in them. */
const USUAL_STATES = { established: 0, 'close-wait': 0, 'time-wait': 0 };

function overTcp(target: TcpTarget, procRoot: string): Connections {
  const turnover = new Turnover();
  const owners = new Map<string, SocketOwners>();
  const seen: Omit<Connections, 'look'> = { ports: null, areOfAll: false, notMeasured: new Set() };
  let isRangeAsked = false;
  const askRange = (network: Network) => {
    isRangeAsked = true;
    const range = readPortRange(network, target);
    if ('why' in range) seen.notMeasured.add(`the range of ports: ${range.why}`);
    else seen.ports = range;
  };
  return Object.assign(seen, {
    look(members: readonly Member[], nowMs: number) {
      const networks = networksOf(members, procRoot);
      if (networks[0] && !isRangeAsked) askRange(networks[0]);
      const tables = networks.flatMap((network) =>
        // A table takes milliseconds, and a brief socket is gone by then: each one's owners are looked for at once.
        (['tcp', 'tcp6'] as const).map((table) => {
          const ofTable = getOrInsert(owners, `${network.id} ${table}`, () => new SocketOwners());
          ofTable.prepare(members, procRoot);
          const ends = readTcpEnds(network, table, target);
          return ends && withOwners(ends, ofTable, members, procRoot);
        }),
      );
      if (tables.every((table) => table === null)) return null;
      const ends = oneEach(tables.flatMap((table) => table ?? []));
      const portsUsed = seen.ports && countPorts(ends, seen.ports);
      const counts = turnover.look(ends, nowMs);
      return { ...counts, byState: { ...USUAL_STATES, ...counts.byState }, portsUsed };
    },
  });
}

function overUnix(target: UnixTarget, procRoot: string): Connections {
  const [owners, turnover, unix] = [new SocketOwners(), new Turnover(), new UnixEnds()];
  const seen: Omit<Connections, 'look'> = {
    ports: null,
    areOfAll: false,
    notMeasured: new Set(['CLOSE_WAIT, TIME_WAIT and ports: a Unix socket has none of them']),
  };
  return Object.assign(seen, {
    look(members: readonly Member[], nowMs: number) {
      const { ends, waiting } = unix.read(withOurs(networksOf(members, procRoot), procRoot), target);
      if (unix.whyNoPeers !== null) {
        seen.areOfAll = true;
        seen.notMeasured.add(`whose the connections to the socket are: ${unix.whyNoPeers}`);
      }
      const owned = seen.areOfAll
        ? ends.map((end) => ({ ...end, owner: members[0]?.pid ?? 0 }))
        : withOwners(ends, owners, members, procRoot);
      const counts = turnover.look(owned, nowMs);
      const byState = { established: 0, ...counts.byState, waiting };
      return { ...counts, byState, closeWaitStaying: null, brief: null, portsUsed: null };
    },
  });
}

/** A socket in the file system may be bound by a server outside of the clients' network namespace. */
function withOurs(networks: readonly Network[], procRoot: string): Network[] {
  if (networks.some(({ isOurs }) => isOurs)) return [...networks];
  return [...networks, { id: 'ours', folder: `${procRoot}/self/net`, pid: process.pid, isOurs: true }];
}

function withOwners<Loose extends LooseEnd>(
  ends: readonly Loose[],
  owners: SocketOwners,
  members: readonly Member[],
  procRoot: string,
): (Loose & End)[] {
  const inodes = ends.map(({ inode }) => inode).filter((inode) => inode !== 0);
  const known = owners.find(inodes, members, procRoot);
  return ends.map((end) => ({ ...end, owner: end.inode === 0 ? 'nobody' : (known.get(end.inode) ?? 'other') }));
}
