import { readFileSync } from 'node:fs';
import type { Address } from './listen-on.ts';

/** How many connections to the server the kernel knows. Each is counted once, though both its ends are on this machine. */
export function countInKernel({ origin, socketPath }: Address): number {
  return socketPath ? countUnix(socketPath) : countTcp(Number(new URL(origin).port));
}

/** The clients' ends: those whose remote port is the server's, in state 01, established. */
function countTcp(port: number): number {
  const hexPort = port.toString(16).toUpperCase().padStart(4, '0');
  // Columns: sl, local_address, rem_address, st, ...
  return countRows('/proc/net/tcp', new RegExp(`^ *\\d+: \\S+ \\S+:${hexPort} 01 `));
}

/** The accepted ends, in state 03, connected: they carry the path of their listener, and the clients' ends carry none. */
function countUnix(socketPath: string): number {
  // Columns: Num, RefCount, Protocol, Flags, Type, St, Inode, Path.
  const isAccepted = /^(\S+ +){5}03 /;
  return countRows('/proc/net/unix', isAccepted, socketPath);
}

function countRows(file: string, pattern: RegExp, end = ''): number {
  let count = 0;
  // Row by row: an array of so many would cost more memory than all else in this process.
  for (const [row] of readFileSync(file, 'latin1').matchAll(/.+/g))
    if (row.endsWith(end) && pattern.test(row)) count += 1;
  return count;
}
