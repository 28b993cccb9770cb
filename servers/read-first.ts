import type { IncomingMessage } from 'node:http';

/**
 * Calls `then` when all of the request has come, at once where it has. What nobody reads is thrown away; of a client that
 * goes before the end nothing more is heard. An answer in the middle of an upload costs its connection: Go's server, too,
 * reads what its handler left before it writes the head. Node has told the client to go on if it asked whether to.
 */
export function whenRead(request: IncomingMessage, then: () => void): void {
  if (request.complete || !hasBody(request)) then();
  else request.once('end', then).resume();
}

/** Node has read the headers already when a request is there: this costs next to nothing. */
function hasBody({ headers }: IncomingMessage): boolean {
  const length = headers['content-length'];
  return headers['transfer-encoding'] !== undefined || (length !== undefined && length !== '0');
}
