import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { monotonicMs } from '../../harness/core/clock.ts';
import type { Entry } from './entry.ts';
import { type Ledger, SWITCHING_PROTOCOLS } from './ledger.ts';
import { entryOf, ledgerOf } from './watched-socket.ts';

// Requests are heard where node:http publishes them, one listener for all servers of the process. A listener of each
// response costs twice as much, and all that it knows hangs on the response until the collector comes.
const HEARD = { 'http.server.request.start': started, 'http.server.response.finish': finished };
let isHearing = false;

/** Enters the requests on all connections that a ledger watches, from now on. */
export function watchRequests(): void {
  if (isHearing) return;
  isHearing = true;
  for (const [channel, listener] of Object.entries(HEARD)) subscribe(channel, listener);
}

/** Enters no more of them. Only while none is in flight: whose begin is entered, its end must be too. */
export function unwatchRequests(): void {
  isHearing = false;
  for (const [channel, listener] of Object.entries(HEARD)) unsubscribe(channel, listener);
}

function started(message: unknown): void {
  const { socket } = message as { socket: Socket };
  const entry = entryOf(socket);
  if (entry) ledgerOf(socket)?.requestStarted(entry, monotonicMs());
}

/** The answer was handed to the kernel; answers of a connection come in the order of their requests. */
function finished(message: unknown): void {
  const { socket, response } = message as { socket: Socket; response: ServerResponse };
  const entry = entryOf(socket);
  // What broke off with its connection has ended already.
  if (entry && entry.active > 0) ledgerOf(socket)?.requestEnded(entry, monotonicMs(), response.statusCode);
}

/**
 * Enters requests that take their connection over: in flight until the connection closes. Only for a server that
 * handles upgrades, because Node takes a listener for the wish to.
 */
export function watchUpgrades(server: Server, ledger: Ledger): void {
  server.on('upgrade', ({ socket }) => {
    const entry = entryOf(socket);
    if (!entry) return;
    ledger.requestStarted(entry, monotonicMs());
    entry.isTakenOver = true;
  });
}

/** Its connection closes, which is how it was meant to end. */
export function endUpgrade(entry: Entry, ledger: Ledger, nowMs: number): void {
  if (entry.isTakenOver) ledger.requestEnded(entry, nowMs, SWITCHING_PROTOCOLS);
}

interface AnsweringSocket extends Socket {
  /** The answer that is being sent, which Node keeps here and nowhere else; all others of the connection wait behind it. */
  _httpMessage?: ServerResponse | null;
}

/** Ends the requests that were in flight on a connection that is gone. */
export function breakOff(socket: AnsweringSocket, entry: Entry, ledger: Ledger, nowMs: number): void {
  const answer = socket._httpMessage;
  // A response has a status from the start; the client has one when the head was sent.
  let status = answer?.headersSent ? answer.statusCode : ('none' as const);
  while (entry.active > 0) {
    ledger.requestEnded(entry, nowMs, status);
    status = 'none';
  }
}
