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

/**
 * Counts in /proc/net/unix. Of a connection only the server's end carries the path: state 03 once it was accepted, 02
 * before. The client's end is there without a path, and nothing tells which of its ends a peer has closed. Null where
 * there is no such table.
 */
export function countUnix(procRoot: string, socketPath: string): UnixCount | null {
  const table = readProcFile(path.join(procRoot, 'net/unix'));
  if (!table) return null;
  const count: UnixCount = { accepted: 0, backlog: 0 };
  const ending = Buffer.from(` ${socketPath}\n`);
  for (let at = table.indexOf(ending); at !== -1; at = table.indexOf(ending, at + ending.length)) {
    const lineAt = table.lastIndexOf('\n', at - 1) + 1;
    const stateAt = table.indexOf(COLON, lineAt) + STATE_AFTER_COLON;
    const state = table.toString('latin1', stateAt, stateAt + 2);
    if (state === CONNECTED) count.accepted += 1;
    else if (state === CONNECTING) count.backlog += 1;
  }
  return count;
}
