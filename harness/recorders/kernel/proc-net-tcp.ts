import { endianness } from 'node:os';
import path from 'node:path';
import { readProcFile } from './proc-file.ts';

// Names as ss(8) prints them, by the numbers of include/net/tcp_states.h.
const STATES = [
  'unknown',
  'established',
  'syn-sent',
  'syn-recv',
  'fin-wait-1',
  'fin-wait-2',
  'time-wait',
  'close',
  'close-wait',
  'last-ack',
  'listen',
  'closing',
  'new-syn-recv',
] as const;
type TcpState = (typeof STATES)[number];

/** One end of a connection between a client and the server on a loopback port. */
export interface TcpRow {
  end: 'client' | 'server';
  state: TcpState;
  /** 0 where no descriptor stands for it: not accepted yet, or closed by its owner and still ending. */
  inode: number;
}

const COLON = ':'.charCodeAt(0);
const SPACE = ' '.charCodeAt(0);
const ZERO = '0'.charCodeAt(0);
// Between the state and the inode (proc(5)): queues, timer, retransmits, uid, time-out.
const FIELDS_BEFORE_INODE = 5;

/**
 * Visits both ends of every connection to a loopback port in /proc/net/tcp and, with `v6`, in /proc/net/tcp6, where a
 * dual-stack client shows even if it connects to 127.0.0.1. False where there is no such table. Rows of others are
 * never parsed: the search for the address runs in native code. The table is no snapshot: while connections come and go
 * elsewhere, one may show twice, which is seen by its two addresses, or not at all.
 */
export function visitTcp(procRoot: string, port: number, v6: boolean, visit: (row: TcpRow) => void): boolean {
  const table = readProcFile(path.join(procRoot, 'net/tcp'));
  if (!table) return false;
  visitRows(table, field('7F000001', port), visit);
  const table6 = v6 ? readProcFile(path.join(procRoot, 'net/tcp6')) : null;
  if (!table6) return true;
  visitRows(table6, field('0000000000000000 0000FFFF7F000001', port), visit);
  visitRows(table6, field('0000000000000000 0000000000000001', port), visit);
  return true;
}

/** An address and a port as the tables print them: each 32-bit word in the machine's own byte order, a blank behind. */
function field(networkOrder: string, port: number): Buffer {
  const words = networkOrder.replace(' ', '').match(/.{8}/g) ?? [];
  const printed =
    endianness() === 'LE' ? words.map((word) => Buffer.from(word, 'hex').reverse().toString('hex')) : words;
  return Buffer.from(`${printed.join('')}:${port.toString(16).padStart(4, '0')} `.toUpperCase());
}

// sl: local:port remote:port st tx:rx tr:when retrnsmt uid timeout inode ...
function visitRows(table: Buffer, address: Buffer, visit: (row: TcpRow) => void): void {
  const seen = new Set<string>();
  for (let at = table.indexOf(address); at !== -1; at = table.indexOf(address, at + address.length)) {
    const isLocal = table[at - 2] === COLON;
    const stateAt = at + address.length * (isLocal ? 2 : 1);
    const bothAddresses = table.toString('latin1', stateAt - 2 * address.length, stateAt);
    if (seen.has(bothAddresses)) continue;
    seen.add(bothAddresses);
    const state = STATES[Number.parseInt(table.toString('latin1', stateAt, stateAt + 2), 16)] ?? 'unknown';
    if (state === 'listen') continue;
    visit({ end: isLocal ? 'server' : 'client', state, inode: inodeAfter(table, stateAt + 2) });
  }
}

function inodeAfter(table: Buffer, start: number): number {
  let at = start;
  const skip = (blanks: boolean) => {
    while (at < table.length && (table[at] === SPACE) === blanks) at += 1;
  };
  skip(true);
  for (let fields = 0; fields < FIELDS_BEFORE_INODE; fields += 1) {
    skip(false);
    skip(true);
  }
  let inode = 0;
  for (; at < table.length && table[at] !== SPACE; at += 1) inode = inode * 10 + ((table[at] ?? ZERO) - ZERO);
  return inode;
}
