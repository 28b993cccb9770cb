import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * Runs `stop` once when the client no longer wants an answer that streams: it closed, or it closed its half. Go's
 * servers take the half-close of a client that reads a stream as the end of it, and still send the last chunk.
 */
export function onClientGone(request: IncomingMessage, response: ServerResponse, stop: () => void): void {
  const { socket } = request;
  // Behind the ledger's, which sees what was unfinished. Node's leaves the socket open, as the server allows a half-close.
  socket.once('end', stop);
  response.once('close', () => {
    socket.removeListener('end', stop);
    stop();
  });
}
