import { MAPPED_WORDS, printedAddress } from '../kernel/ip-words.ts';
import { visitTable } from '../kernel/proc-net-tcp.ts';
import type { Network } from './network.ts';
import type { End } from './turnover.ts';

export interface TcpTarget {
  /** IP addresses. */
  addresses: string[];
  port: number;
}

/** An end whose owner is not known yet. */
export type LooseEnd = Omit<End, 'owner'>;

export interface TcpEnd extends LooseEnd {
  /** The client's. */
  port: number;
  /** Namespace and both addresses: between them a port is held once. */
  pair: string;
}

/**
 * The clients' ends of all connections to the target that one table of a network namespace shows, no matter who holds
 * them.
 */
export function readTcpEnds(network: Network, table: 'tcp' | 'tcp6', target: TcpTarget): TcpEnd[] | null {
  const ends: TcpEnd[] = [];
  const isThere = visitTable(network.folder, table, target, ({ end, state, inode, addresses }) => {
    const [own = '', peer = ''] = endpoints(addresses);
    if (end === 'client') ends.push({ ...between(network, own, peer), state, inode });
    else if (state === 'time-wait') ends.push({ ...between(network, peer, own), state, inode: 0, isServers: true });
  });
  return isThere ? ends : null;
}

function between({ id }: Network, client: string, server: string): Pick<TcpEnd, 'key' | 'pair' | 'port'> {
  const [address, port = ''] = client.split(':');
  return { key: `${id} ${client} ${server}`, pair: `${id} ${address} ${server}`, port: Number.parseInt(port, 16) };
}

const MAPPED = printedAddress(MAPPED_WORDS, 0).split(':')[0] ?? '';

/** Its own and its peer's; one and the same address may be written as IPv4 and, by a dual-stack socket, as IPv6. */
function endpoints(addresses: string): string[] {
  return addresses.replaceAll(MAPPED, '').split(' ');
}
