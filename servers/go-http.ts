import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { entryOf } from './ledger/watched-socket.ts';
import { isWhole } from './read-first.ts';

// Connections and heads as Go's servers treat them, where Node's would do otherwise.

/** Node's own idle close adds a second to its time-out and sends a hint; Go's servers do neither. */
export const NO_IDLE_CLOSE = { keepAliveTimeout: 0 };

/** A client of `server` that closes its half gets its answers, and then the connection ends. Node leaves that to us. */
export function answerHalfClosed(server: Server): void {
  server.on('connection', (socket: Socket) => {
    // A tunnel hands its connection to the server a second time.
    if (!entryOf(socket)?.isTunnel) socket.on('end', endAfterAnswers);
  });
}

/** The connection speaks HTTP no more: what the client's half-close means is for the one that took it over to say. */
export function leaveHalfOpen(socket: Socket): void {
  socket.off('end', endAfterAnswers);
}

/** What the head says about the connection; called before anything of the answer is written. */
export function shapeHead(response: ServerResponse): void {
  const { req: request } = response;
  if (request.httpVersionMinor === 0) answerInHttp10(response);
  if (!response.shouldKeepAlive) {
    // The request announced that it is the last of its connection, which Go's servers echo.
    const entry = entryOf(request.socket);
    // Some clients announce it with each HEAD, as undici does: not every server sends an answer to one without a body.
    const reason = request.method === 'HEAD' ? 'head' : 'announced';
    if (entry) entry.closer ??= { by: 'client', reason };
    response.setHeader('Connection', 'close');
  } else if (request.httpVersionMinor === 0) {
    // Old clients need the header, which Go's servers do.
    response.setHeader('Connection', 'keep-alive');
  } else {
    // Go sends no Connection header while it keeps a connection; Node would add one, with a Keep-Alive hint.
    response.removeHeader('Connection');
  }
}

interface AnsweringSocket extends Socket {
  /** Node's: the answer whose turn it is. */
  _httpMessage?: ServerResponse | null;
}

function endAfterAnswers(this: AnsweringSocket): void {
  const answer = this._httpMessage;
  if (!answer) this.destroySoon();
  else if (isWhole(answer.req)) answer.once('close', endAfterAnswers.bind(this));
  // It broke off in the middle of a request, which Node does not see where that asked to upgrade.
  else this.destroy();
}

interface HeadingResponse extends ServerResponse {
  /** Node's: makes the head, whose status line is of HTTP/1.1 whatever the request was. */
  _storeHeader(statusLine: string, headers: unknown): void;
  _header: string;
  _last: boolean;
}

/** As Go answers HTTP/1.0: in that version, and without a word where the connection ends behind the answer. */
function answerInHttp10(response: ServerResponse): void {
  const heading = response as HeadingResponse;
  const store = heading._storeHeader;
  heading._storeHeader = (statusLine, headers) => {
    store.call(heading, statusLine.replace('HTTP/1.1', 'HTTP/1.0'), headers);
    if (heading._last) heading._header = heading._header.replace(/\r\nConnection: [^\r]*/i, '');
  };
}
