import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { monotonicMs } from '../../harness/core/clock.ts';
import type { Closer } from './entry.ts';
import type { Ledger } from './ledger.ts';
import { breakOff, endUpgrade, leftBehind } from './watch-requests.ts';
import { entryOf, markWatched } from './watched-socket.ts';

/** Without any sign of who ended a connection it was the client, with a FIN. */
const LEFT: Closer = { by: 'client', reason: 'fin' };

/**
 * Enters every connection of `server` into the ledger, and every request if the server answers with WatchedResponse.
 * Call it before other listeners are added.
 */
export function watchServer(server: Server, ledger: Ledger): void {
  // Listeners that all connections share, and `on` where an event comes but once: `once` wraps each in three objects.
  function closed(this: Socket): void {
    const entry = entryOf(this);
    if (!entry) return;
    const nowMs = monotonicMs();
    endUpgrade(entry, ledger, nowMs);
    const bytes = { read: this.bytesRead, written: this.bytesWritten };
    const closer = entry.closer ?? LEFT;
    ledger.closed(entry, nowMs, closer, bytes);
    breakOff(this, entry, ledger, nowMs, closer);
  }
  server.on('connection', (socket: Socket) => {
    // A tunnel hands its connection to the server a second time.
    if (entryOf(socket)) return;
    const peer = `${socket.remoteAddress ?? 'unix'}:${socket.remotePort ?? ''}`;
    markWatched(socket, ledger.accept(monotonicMs(), peer), ledger);
    // The first sign decides who ended it: a FIN of the client, an error of the socket, or a decision of the server
    // before.
    socket.on('end', endedByClient).on('error', brokenByClient).on('close', closed);
  });
}

function endedByClient(this: Socket): void {
  leftByClient(this, { by: 'client', reason: 'fin' });
}

function brokenByClient(this: Socket): void {
  leftByClient(this, { by: 'client', reason: 'reset' });
}

function leftByClient(socket: Socket, closer: Closer): void {
  const entry = entryOf(socket);
  if (!entry) return;
  entry.closer ??= closer;
  entry.leftBehind ??= leftBehind(socket, entry);
}
