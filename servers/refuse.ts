import type { IncomingMessage, ServerOptions } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { closeFor, closeFromHere } from './close.ts';

/** What Go's server decides otherwise than Node's: it refuses a missing Host in its own words, and takes long heads. */
export const GO_HTTP: ServerOptions = { requireHostHeader: false, maxHeaderSize: 1_048_576 };

/**
 * How long a request may take to arrive, from the moment that its connection was accepted or its first byte came: the
 * head alone, or all of it. Node looks for late ones now and then, without any cost for the others.
 */
export function makeReadTimeouts({ headMs, wholeMs = 0 }: { headMs: number; wholeMs?: number }): ServerOptions {
  return { headersTimeout: headMs, requestTimeout: wholeMs, connectionsCheckingInterval: Math.min(1_000, headMs / 10) };
}

const TOO_LARGE = '431 Request Header Fields Too Large';
const NO_HOST = '400 Bad Request: missing required Host header';

/** What Go's server says below any router: a bare text, and the connection closes. */
export function refuse(socket: Socket, status = '400 Bad Request'): void {
  const head = `HTTP/1.1 ${status}\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n`;
  socket.write(head + status);
  closeFromHere(socket);
}

/** Whether a request had no Host, which HTTP/1.1 needs; it is answered then. */
export function refuseWithoutHost({ headers, httpVersionMinor, socket }: IncomingMessage): boolean {
  if (headers.host !== undefined || httpVersionMinor === 0) return false;
  refuse(socket, NO_HOST);
  return true;
}

const REQUEST_LINE = /^[A-Za-z0-9!#$%&'*+.^_`|~-]+ \S+ HTTP\/1\.[01]\r?\n/;

/**
 * Answers what is no HTTP, where the connection can still take an answer. To Go every word is a method, and the router
 * knows none of them by that name: `unknownMethod` is its answer, after which Node's parser is lost for this
 * connection.
 */
export function refuseGarbage(unknownMethod: { status: string; headers: string; body: string }) {
  const head = `HTTP/1.1 ${unknownMethod.status}\r\n${unknownMethod.headers}Connection: close\r\n`;
  const answer = `${head}Content-Length: ${unknownMethod.body.length}\r\n\r\n${unknownMethod.body}`;
  return (error: ParseError, stream: Duplex): void => {
    const socket = stream as Socket;
    if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT') {
      // Go says nothing to it.
      closeFor(socket, { by: 'server', reason: 'timeout' });
      return;
    }
    const isMidAnswer = '_httpMessage' in socket && socket._httpMessage;
    const isUnknownMethod =
      error.code === 'HPE_INVALID_METHOD' && REQUEST_LINE.test(error.rawPacket?.toString('latin1') ?? '');
    if (!socket.writable || isMidAnswer) {
      socket.destroy();
    } else if (isUnknownMethod) {
      socket.write(answer);
      closeFromHere(socket);
    } else {
      refuse(socket, error.code === 'HPE_HEADER_OVERFLOW' ? TOO_LARGE : undefined);
    }
  };
}

interface ParseError extends NodeJS.ErrnoException {
  rawPacket?: Buffer;
}
