import type { Socket } from 'node:net';
import type { Closer } from './ledger/entry.ts';
import { entryOf } from './ledger/watched-socket.ts';

/** Sends what is written and ends a connection that the server gave up, for the ledger too. */
export function closeFromHere(socket: Socket): void {
  const entry = entryOf(socket);
  if (entry) entry.closer ??= { by: 'server', reason: 'announced' };
  socket.destroySoon();
}

/** Breaks a connection off at once, for the ledger too. */
export function closeFor(socket: Socket, closer: Closer): void {
  const entry = entryOf(socket);
  if (entry) entry.closer ??= closer;
  socket.destroy();
}
