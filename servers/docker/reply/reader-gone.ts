import { readFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { Writable } from 'node:stream';

const LOOK_EVERY_MS = 250;

const watched = new Set<Socket>();
let timer: NodeJS.Timeout | undefined;

/**
 * Breaks the connection off when its client, which has closed its half already, is gone altogether. Nothing more comes
 * from such a client, and it is not to be written to only to find out: a terminal would show it.
 */
export function breakOffWithoutReader(socket: Socket): void {
  watched.add(socket);
  socket.once('close', () => {
    watched.delete(socket);
    if (watched.size === 0) clearInterval(timer);
  });
  if (watched.size === 1) timer = setInterval(lookAtAll, LOOK_EVERY_MS).unref();
}

function lookAtAll(): void {
  const tables = new Map<string, string>();
  for (const socket of watched) {
    if (!socket.remoteAddress) writeNothing(socket);
    else if (isGone(socket, tables)) socket.destroy();
  }
}

/** A Unix socket fails even this once the other end is closed, and not for a half-close. No fault is to shape it. */
function writeNothing(socket: Socket): void {
  if (socket.writable && socket.writableLength === 0) Writable.prototype.write.call(socket, '', 'latin1');
}

/**
 * By the kernel's table: our own end is in it until the client resets the connection, and the client's end, where that
 * is on this machine, has no owner once it is closed.
 */
function isGone({ localPort = 0, remotePort = 0, remoteFamily }: Socket, tables: Map<string, string>): boolean {
  const path = remoteFamily === 'IPv6' ? '/proc/net/tcp6' : '/proc/net/tcp';
  const table = tables.get(path) ?? readOrNothing(path);
  tables.set(path, table);
  return (
    table !== '' &&
    (ownerOf(table, localPort, remotePort) === undefined || ownerOf(table, remotePort, localPort) === '0')
  );
}

/**
 * The inode of the end that has the port `from`, 0 if nobody has it; undefined if the connection has no such end here.
 */
function ownerOf(table: string, from: number, to: number): string | undefined {
  const port = (number: number) => number.toString(16).toUpperCase().padStart(4, '0');
  const ends = `:${port(from)} [0-9A-F]+:${port(to)}`;
  return new RegExp(`${ends} [0-9A-F]{2} \\S+ \\S+ \\S+ +\\d+ +\\d+ (\\d+)`).exec(table)?.[1];
}

/** Elsewhere than on Linux there is no such table, and a client that is gone stays until it is written to. */
function readOrNothing(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}
