import { MAPPED_WORDS, printedAddress } from '../kernel/ip-words.ts';
import { type TcpRow, visitTcpOf } from '../kernel/proc-net-tcp.ts';
import type { Network } from './network.ts';
import type { End } from './turnover.ts';

export interface TcpTarget {
  /** IP addresses. */
  addresses: string[];
  port: number;
}

/** An end whose owner is not known yet. */
export type LooseEnd = Omit<End, 'owner'>;

/** The clients' ends of all connections to the target from a network namespace, whoever holds them. */
export function readTcpEnds(network: Network, { addresses, port }: TcpTarget): LooseEnd[] | null {
  const clients: LooseEnd[] = [];
  const servers: LooseEnd[] = [];
  const isThere = visitTcpOf(network.folder, { addresses, port, v6: true }, (row) => {
    const [own, peer] = endpoints(row);
    if (row.end === 'client') clients.push({ key: `${network.id} ${own} ${peer}`, state: row.state, inode: row.inode });
    else if (row.state === 'time-wait') {
      servers.push({ key: `${network.id} ${peer} ${own}`, state: row.state, inode: 0, isServers: true });
    }
  });
  if (!isThere) return null;
  // Where both ends show, the client's says more; a Map keeps the last of a key.
  return [...new Map([...servers, ...clients].map((end) => [end.key, end])).values()];
}

const MAPPED = printedAddress(MAPPED_WORDS, 0).split(':')[0] ?? '';

/** Its own and its peer's; one and the same address may be written as IPv4 and, by a dual-stack socket, as IPv6. */
function endpoints({ addresses }: TcpRow): string[] {
  return addresses
    .trimEnd()
    .split(' ')
    .map((address) => address.replace(MAPPED, ''));
}
