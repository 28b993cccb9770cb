import type { IncomingMessage } from 'node:http';

/**
 * Calls `then` when all of the request has come, at once where it has. What nobody reads is thrown away; of a client
 * that goes before the end nothing more is heard. An answer in the middle of an upload costs its connection: Go's
 * server, too, reads what its handler left before it writes the head. Node has told the client to go on if it asked
 * whether to.
 */
export function whenRead(request: IncomingMessage, then: () => void): void {
  if (isWhole(request)) then();
  else request.once('end', then).resume();
}

/**
 * Whether nothing more of it is to come. Node has read the headers already when a request is there: this costs next to
 * nothing.
 */
export function isWhole({ complete, headers }: IncomingMessage): boolean {
  if (complete) return true;
  const length = headers['content-length'];
  return headers['transfer-encoding'] === undefined && (length === undefined || length === '0');
}
