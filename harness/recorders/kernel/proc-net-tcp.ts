import { isIPv4 } from 'node:net';
import path from 'node:path';
import { MAPPED_WORDS, printedAddress, wordsOf } from './ip-words.ts';
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

/** One end of a connection between a client and the server at an address. */
export interface TcpRow {
  end: 'client' | 'server';
  state: TcpState;
  /** 0 where no descriptor stands for it: not accepted yet, or closed by its owner and still ending. */
  inode: number;
  /** Its own address and its peer's, as the table prints them, each with a blank behind. */
  addresses: string;
}

const COLON = ':'.charCodeAt(0);
const SPACE = ' '.charCodeAt(0);
const ZERO = '0'.charCodeAt(0);
// Between the state and the inode (proc(5)): queues, timer, retransmits, uid, time-out.
const FIELDS_BEFORE_INODE = 5;

const LOOPBACK = ['127.0.0.1', '::1'];

/**
 * Visits both ends of every connection to a loopback port. `v6`: also those in /proc/net/tcp6, where a dual-stack
 * client shows even if it connects to 127.0.0.1. False where there is no such table.
 */
export function visitTcp(procRoot: string, port: number, v6: boolean, visit: (row: TcpRow) => void): boolean {
  const netFolder = path.join(procRoot, 'net');
  const isThere = visitTable(netFolder, 'tcp', { addresses: LOOPBACK, port }, visit);
  if (isThere && v6) visitTable(netFolder, 'tcp6', { addresses: LOOPBACK, port }, visit);
  return isThere;
}

/**
 * Visits both ends of every connection to a port of these IP addresses that a table in a folder such as /proc/net
 * shows; a server's end shows only where the server is on this machine. Rows of others are never parsed: the search for
 * the address runs in native code. The table is no snapshot: while connections come and go elsewhere, one may show
 * twice, which is seen by its two addresses, or not at all. False where there is no such table.
 */
export function visitTable(
  netFolder: string,
  name: 'tcp' | 'tcp6',
  { addresses, port }: { addresses: readonly string[]; port: number },
  visit: (row: TcpRow) => void,
): boolean {
  const table = readProcFile(path.join(netFolder, name));
  if (!table) return false;
  for (const ip of addresses) {
    if (name === 'tcp6') visitRows(table, field(isIPv4(ip) ? MAPPED_WORDS + wordsOf(ip) : wordsOf(ip), port), visit);
    else if (isIPv4(ip)) visitRows(table, field(wordsOf(ip), port), visit);
  }
  return true;
}

function field(words: string, port: number): Buffer {
  return Buffer.from(`${printedAddress(words, port)} `);
}

// sl: local:port remote:port st tx:rx tr:when retrnsmt uid timeout inode ...
function visitRows(table: Buffer, address: Buffer, visit: (row: TcpRow) => void): void {
  const seen = new Set<string>();
  for (let at = table.indexOf(address); at !== -1; at = table.indexOf(address, at + address.length)) {
    const isLocal = table[at - 2] === COLON;
    const stateAt = at + address.length * (isLocal ? 2 : 1);
    const addresses = table.toString('latin1', stateAt - 2 * address.length, stateAt);
    if (seen.has(addresses)) continue;
    seen.add(addresses);
    const state = STATES[Number.parseInt(table.toString('latin1', stateAt, stateAt + 2), 16)] ?? 'unknown';
    if (state === 'listen') continue;
    visit({ end: isLocal ? 'server' : 'client', state, inode: inodeAfter(table, stateAt + 2), addresses });
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
