import type { Socket } from 'node:net';
import type { Closer } from './ledger/entry.ts';
import { entryOf } from './ledger/watched-socket.ts';

/** Sends what is written and ends a connection that the server gave up, for the ledger too. */
export function closeFromHere(socket: Socket): void {
  decideEnd(socket, { by: 'server', reason: 'announced' });
  socket.destroySoon();
}

/** Breaks a connection off at once, for the ledger too. */
export function closeFor(socket: Socket, closer: Closer): void {
  decideEnd(socket, closer);
  socket.destroy();
}

/**
 * Ends a connection by a TCP reset. A Unix socket knows none: closing with the request unanswered is the nearest thing.
 */
export function resetConnection(socket: Socket): void {
  decideEnd(socket, { by: 'server', reason: 'reset' });
  if (socket.remoteAddress) socket.resetAndDestroy();
  else socket.destroy();
}

/** The first decision stands. */
function decideEnd(socket: Socket, closer: Closer): void {
  const entry = entryOf(socket);
  if (entry) entry.closer ??= closer;
}
