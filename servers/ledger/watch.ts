import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { monotonicMs } from '../../harness/core/clock.ts';
import type { Entry } from './entry.ts';
import type { Ledger } from './ledger.ts';

const entries = new WeakMap<Socket, Entry>();

/** Enters every connection and request of `server` into the ledger. Call it before other listeners are added. */
export function watchServer(server: Server, ledger: Ledger): void {
  server.on('connection', (socket) => watchConnection(socket, ledger));
  server.on('request', (request, response) => watchRequest(request, response, ledger));
}

/** The ledger's entry of a socket; it exists from 'connection' on. */
export function entryOf(socket: Socket): Entry | undefined {
  return entries.get(socket);
}

function watchConnection(socket: Socket, ledger: Ledger): void {
  // A tunnel hands its connection to the server a second time.
  if (entries.has(socket)) return;
  const entry = ledger.accept(monotonicMs(), `${socket.remoteAddress ?? 'unix'}:${socket.remotePort ?? ''}`);
  entries.set(socket, entry);
  // The first sign decides who ended it: a FIN of the client, an error of the socket, or a decision of the server before.
  socket.once('end', () => {
    entry.closer ??= { by: 'client', reason: 'fin' };
  });
  socket.once('error', () => {
    entry.closer ??= { by: 'client', reason: 'reset' };
  });
  socket.once('close', () => {
    const bytes = { read: socket.bytesRead, written: socket.bytesWritten };
    ledger.closed(entry, monotonicMs(), entry.closer ?? { by: 'client', reason: 'fin' }, bytes);
  });
}

function watchRequest(request: IncomingMessage, response: ServerResponse, ledger: Ledger): void {
  const entry = entries.get(request.socket);
  if (!entry) return;
  const startedMs = monotonicMs();
  ledger.requestStarted(entry, startedMs);
  response.once('close', () => {
    // A response has a status from the start; the client has one when the head was sent.
    const status = response.headersSent ? response.statusCode : 'none';
    ledger.requestEnded(entry, monotonicMs(), { status, startedMs });
  });
}
