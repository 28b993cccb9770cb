import type { IncomingMessage, Server, ServerOptions, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { monotonicMs } from '../../harness/core/clock.ts';
import type { Closer, Entry, LeftBehind } from './entry.ts';
import { type Ledger, SWITCHING_PROTOCOLS } from './ledger.ts';
import { entryOf, ledgerOf } from './watched-socket.ts';

// Not by import, as in listen.ts.
const { ServerResponse: Response } = process.getBuiltinModule('node:http');

/**
 * Enters its request while it lives: made when the head was read, detached from its socket when all of it was handed to
 * the kernel. Answers of a connection are detached in the order of their requests. This costs a third less than
 * listeners, of 'request' and of each response: at thousands of requests a second the account must not be what is
 * measured.
 */
export class WatchedResponse extends Response {
  constructor(request: IncomingMessage, options?: ServerOptions) {
    // @ts-expect-error Node gives its options, too, which its types leave out.
    super(request, options);
    const { socket } = request;
    const entry = entryOf(socket);
    if (entry) ledgerOf(socket)?.requestStarted(entry, monotonicMs());
  }

  override detachSocket(socket: Socket): void {
    const entry = entryOf(socket);
    // What broke off with its connection has ended already.
    if (entry && entry.active > 0) ledgerOf(socket)?.requestEnded(entry, monotonicMs(), this.statusCode);
    super.detachSocket(socket);
  }
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
  /**
   * The answer that is being sent, which Node keeps here and nowhere else; all others of the connection wait behind it.
   */
  _httpMessage?: HeadedResponse | null;
}

interface HeadedResponse extends ServerResponse {
  /** Node's: the head as it is sent; a head that is written at once has its names nowhere else. */
  _header?: string | null;
}

const ANNOUNCED_LENGTH = /\r\ncontent-length:/i;

/** What a client leaves behind that goes now. */
export function leftBehind({ _httpMessage: answer }: AnsweringSocket, entry: Entry): LeftBehind {
  if (entry.active === 0) return 'nothing';
  if (entry.isTakenOver || !answer?.headersSent) return 'endless';
  return answer.writableEnded || ANNOUNCED_LENGTH.test(answer._header ?? '') ? 'answer' : 'endless';
}

/** Ends the requests that were in flight on a connection that is gone. */
export function breakOff(socket: AnsweringSocket, entry: Entry, ledger: Ledger, nowMs: number, closer: Closer): void {
  const answer = socket._httpMessage;
  // A response has a status from the start; the client has one when the head was sent.
  let status = answer?.headersSent ? answer.statusCode : ('none' as const);
  while (entry.active > 0) {
    ledger.requestBroken(entry, nowMs, status, closer);
    status = 'none';
  }
}
