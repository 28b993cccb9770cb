import path from 'node:path';
import { readProcFile } from './proc-file.ts';

/** Connections to a listening Unix socket by its path. */
export interface UnixCount {
  accepted: number;
  /** Connected by the client, and still in the listener's queue. */
  backlog: number;
}

const COLON = ':'.charCodeAt(0);
// Num: RefCount Protocol Flags Type St Inode Path; every column after Num has a fixed width up to St
// (net/unix/af_unix.c).
const STATE_AFTER_COLON = 34;
const CONNECTING = '02';
const CONNECTED = '03';

/** The server's end of a connection to a listening Unix socket. */
export interface UnixRow {
  /** The same for as long as the socket lives. */
  socket: string;
  isAccepted: boolean;
  /** 0 until it is accepted. */
  inode: number;
}

/** Counts in /proc/net/unix; null where there is no such table. */
export function countUnix(procRoot: string, socketPath: string): UnixCount | null {
  const count: UnixCount = { accepted: 0, backlog: 0 };
  const isThere = visitUnixOf(path.join(procRoot, 'net'), socketPath, ({ isAccepted }) => {
    if (isAccepted) count.accepted += 1;
    else count.backlog += 1;
  });
  return isThere ? count : null;
}

/**
 * Visits the connections to a path that the table in a folder such as /proc/net shows. Of a connection only the
 * server's end carries the path: state 03 once it was accepted, 02 before. The client's end is there without a path,
 * and nothing tells which of its ends a peer has closed. False where there is no such table.
 */
export function visitUnixOf(netFolder: string, socketPath: string, visit: (row: UnixRow) => void): boolean {
  const table = readProcFile(path.join(netFolder, 'unix'));
  if (!table) return false;
  const ending = Buffer.from(` ${socketPath}\n`);
  for (let at = table.indexOf(ending); at !== -1; at = table.indexOf(ending, at + ending.length)) {
    const lineAt = table.lastIndexOf('\n', at - 1) + 1;
    const colonAt = table.indexOf(COLON, lineAt);
    const [state, inode] = table.toString('latin1', colonAt + STATE_AFTER_COLON, at).split(/ +/);
    if (state !== CONNECTED && state !== CONNECTING) continue;
    const socket = table.toString('latin1', lineAt, colonAt);
    visit({ socket, isAccepted: state === CONNECTED, inode: Number(inode) });
  }
  return true;
}

/** The inodes of all Unix sockets in such a table that a descriptor stands for. */
export function listUnixInodes(netFolder: string): Set<number> {
  const table = readProcFile(path.join(netFolder, 'unix'))?.toString('latin1') ?? '';
  return new Set([...table.matchAll(INODES)].map(([, inode]) => Number(inode)));
}

/** The last but one column, or the last where there is no path. */
const INODES = /^[0-9a-f]+: [0-9A-F]{8} [0-9A-F]{8} [0-9A-F]{8} \d{4} \d\d +([1-9]\d*)/gm;
