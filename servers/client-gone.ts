import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

// A client that goes looks like one that closes its half, until something is written to it. So whatever waits stops
// waiting at the first sign and says what it has to say: who reads on gets it, and who is gone answers with a reset.

const OUTLIVES_ITS_INPUT = Symbol('the end of the input is not the end');

interface WatchedSocket extends Socket {
  [OUTLIVES_ITS_INPUT]?: boolean;
  /** Node's: whether the end has come in, which is emitted as 'end' only when all before it has been read. */
  _readableState?: { ended: boolean };
}

/** From here on the half-close of this client is the end of what it sends, and it waits for all that is to come. */
export function outliveInput(socket: WatchedSocket): void {
  socket[OUTLIVES_ITS_INPUT] = true;
}

/**
 * Calls `gone` once, when the client has closed its half or all of it; at once if it has already. The function that it
 * returns forgets that. Where nobody reads the socket yet, nothing is taken from it.
 */
export function whenGone(socket: WatchedSocket, gone: () => void): () => void {
  const isEnd = () => !socket[OUTLIVES_ITS_INPUT];
  if (socket.destroyed || (isEnd() && socket.readableEnded)) {
    gone();
    return () => {};
  }
  // A socket that is read has no need of it, and its removal would make one flow that was paused.
  const isLookedAt = isEnd() && socket.listenerCount('data') === 0;
  const forget = () => {
    socket.off('end', end).off('close', done);
    if (isLookedAt) socket.off('readable', look);
  };
  const done = () => {
    forget();
    gone();
  };
  const end = () => {
    if (isEnd()) done();
  };
  const look = () => {
    if (socket._readableState?.ended) done();
  };
  // One for each request in flight, of which pipelining has many.
  socket.setMaxListeners(0);
  // Behind the ledger's, which sees what was unfinished. Node's leaves the socket open, as the server allows a
  // half-close.
  socket.on('end', end).on('close', done);
  if (isLookedAt) socket.on('readable', look);
  return forget;
}

/** Takes the request and never answers; the connection stays until the client gives up. */
export function neverAnswer(request: IncomingMessage, response: ServerResponse): void {
  request.resume();
  onClientGone(request, response, () => response.destroy());
}

/**
 * Calls `stop` once when the client no longer wants an answer that streams: it closed, or it closed its half; at once
 * if that was before. Go's servers take the half-close of a client that reads a stream as the end of it, and still send
 * the last chunk.
 */
export function onClientGone({ socket }: IncomingMessage, response: ServerResponse, stop: () => void): void {
  let isStopped = false;
  const stopOnce = () => {
    if (isStopped) return;
    isStopped = true;
    stop();
  };
  const forget = whenGone(socket, stopOnce);
  response.once('close', () => {
    forget();
    stopOnce();
  });
}
