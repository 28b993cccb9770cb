import { BlockList, isIPv4 } from 'node:net';
import type { PortRange } from '../../record/watch.ts';
import { readProcFile } from '../kernel/proc-file.ts';
import { askIn, type Network } from './network.ts';
import type { TcpEnd, TcpTarget } from './tcp-ends.ts';

const FOLDER = '/proc/sys/net/ipv4';

/** What the kernel says of outgoing connections in a namespace, or why that is not known. */
export function readPortRange(network: Network, { addresses }: TcpTarget): PortRange | { why: string } {
  const range = setting(network, 'ip_local_port_range');
  const reuse = setting(network, 'tcp_tw_reuse');
  if (typeof range !== 'string') return range;
  const [low, high] = range.trim().split(/\s+/).map(Number);
  if (!low || !high) return { why: `ip_local_port_range is '${range.trim()}'` };
  // ip-sysctl.rst: 0 off, 1 for all, 2 for loopback only, which is the default.
  const mode = typeof reuse === 'string' ? Number(reuse) : 0;
  return { low, high, reusesTimeWait: mode === 1 || (mode === 2 && addresses.every(isLoopback)) };
}

/** These files always show the namespace of who reads them, so that another one's are read by a process in it. */
function setting(network: Network, name: string): string | { why: string } {
  const file = `${FOLDER}/${name}`;
  if (network.isOurs) return readProcFile(file)?.toString('latin1') ?? { why: `${file} cannot be read` };
  const asked = askIn(network, 'cat', [file]);
  return 'text' in asked ? asked.text : asked;
}

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');

function isLoopback(ip: string): boolean {
  return LOOPBACK.check(ip, isIPv4(ip) ? 'ipv4' : 'ipv6');
}

/**
 * How many ports of the range connections between one pair of addresses hold, for which the kernel cannot give them
 * again: the most of any pair.
 */
export function countPorts(ends: readonly TcpEnd[], { low, high, reusesTimeWait }: PortRange): number {
  const held = new Map<string, number>();
  for (const { port, pair, state, isServers } of ends) {
    if (isServers || port < low || port > high || (reusesTimeWait && state === 'time-wait')) continue;
    held.set(pair, (held.get(pair) ?? 0) + 1);
  }
  return Math.max(0, ...held.values());
}
