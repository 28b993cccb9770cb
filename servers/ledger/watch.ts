import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { monotonicMs } from '../../harness/core/clock.ts';
import type { Closer, Entry } from './entry.ts';
import { type Ledger, SWITCHING_PROTOCOLS } from './ledger.ts';

// On the socket itself: a WeakMap of sockets that come and go costs the garbage collector more than the whole account does.
const ENTRY = Symbol('entry in the ledger');

interface WatchedSocket extends Socket {
  [ENTRY]?: Entry;
}

const STARTED = Symbol('the start of its request');

interface WatchedResponse extends ServerResponse {
  [STARTED]?: { entry: Entry; startedMs: number };
}

/** Enters every connection and request of `server` into the ledger. Call it before other listeners are added. */
export function watchServer(server: Server, ledger: Ledger): void {
  // Listeners that all connections share, and `on` where an event comes but once: `once` wraps each in three objects.
  function closed(this: Socket): void {
    const entry = entryOf(this);
    if (!entry) return;
    const bytes = { read: this.bytesRead, written: this.bytesWritten };
    ledger.closed(entry, monotonicMs(), entry.closer ?? { by: 'client', reason: 'fin' }, bytes);
  }
  server.on('connection', (socket: WatchedSocket) => {
    // A tunnel hands its connection to the server a second time.
    if (socket[ENTRY]) return;
    socket[ENTRY] = ledger.accept(monotonicMs(), `${socket.remoteAddress ?? 'unix'}:${socket.remotePort ?? ''}`);
    // The first sign decides who ended it: a FIN of the client, an error of the socket, or a decision of the server before.
    socket.on('end', endedByClient).on('error', brokenByClient).on('close', closed);
  });
  // Shared as well: with a function for each response, which knows its response, the collector now and then carried what was
  // long gone from one generation to the next, at up to a quarter of the server's time.
  function ended(this: WatchedResponse): void {
    const started = this[STARTED];
    if (!started) return;
    // A response has a status from the start; the client has one when the head was sent.
    const status = this.headersSent ? this.statusCode : 'none';
    ledger.requestEnded(started.entry, monotonicMs(), { status, startedMs: started.startedMs });
  }
  server.on('request', (request: IncomingMessage, response: WatchedResponse) => {
    const entry = entryOf(request.socket);
    if (!entry) return;
    const startedMs = monotonicMs();
    ledger.requestStarted(entry, startedMs);
    response[STARTED] = { entry, startedMs };
    response.on('close', ended);
  });
}

/**
 * Enters requests that take their connection over: in flight until the connection closes. Only for a server that
 * handles upgrades, because Node takes a listener for the wish to.
 */
export function watchUpgrades(server: Server, ledger: Ledger): void {
  server.on('upgrade', ({ socket }) => {
    const entry = entryOf(socket);
    if (!entry) return;
    const startedMs = monotonicMs();
    ledger.requestStarted(entry, startedMs);
    // First, so that the request ends before its connection.
    socket.prependOnceListener('close', () =>
      ledger.requestEnded(entry, monotonicMs(), { status: SWITCHING_PROTOCOLS, startedMs }),
    );
  });
}

/** The ledger's entry of a socket; it exists from 'connection' on. */
export function entryOf(socket: Socket): Entry | undefined {
  return (socket as WatchedSocket)[ENTRY];
}

function endedByClient(this: Socket): void {
  decideCloser(this, { by: 'client', reason: 'fin' });
}

function brokenByClient(this: Socket): void {
  decideCloser(this, { by: 'client', reason: 'reset' });
}

function decideCloser(socket: Socket, closer: Closer): void {
  const entry = entryOf(socket);
  if (entry) entry.closer ??= closer;
}
