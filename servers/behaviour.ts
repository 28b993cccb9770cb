import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { monotonicMs } from '../harness/core/clock.ts';
import type { Behaviour } from '../harness/scenario/types.ts';
import { closeFor } from './close.ts';
import type { Entry } from './ledger/entry.ts';
import { entryOf } from './ledger/watched-socket.ts';
import { isWhole } from './read-first.ts';

const IDLE_TIMER = Symbol('idle timer');

interface TimedSocket extends Socket {
  [IDLE_TIMER]?: NodeJS.Timeout;
}

/** Makes `server`, which a ledger watches already, treat its connections as `behaviour` says at each moment. */
export function applyBehaviour(server: Server, behaviour: Behaviour): void {
  // Node's own idle close adds a second to its time-out and sends a hint; real Go servers do neither.
  server.keepAliveTimeout = 0;
  server.on('connection', (socket: Socket) => {
    socket.on('end', endAfterAnswers);
    const entry = entryOf(socket);
    if (!entry) return;
    if (behaviour.refuseFirst > 0) {
      behaviour.refuseFirst -= 1;
      closeFor(socket, { by: 'server', reason: 'refused' });
      // A tunnel hands its connection to the server a second time.
    } else if (behaviour.idleTimeoutMs > 0 && !(socket as TimedSocket)[IDLE_TIMER]) {
      closeWhenIdle(socket, entry, behaviour.idleTimeoutMs);
    }
  });
}

/** The headers that the behaviour asks for; called before anything of the answer is written. */
export function shapeAnswer(response: ServerResponse, socket: Socket, behaviour: Behaviour): void {
  if (response.req.httpVersionMinor === 0) answerInHttp10(response);
  const entry = entryOf(socket);
  const isLast = behaviour.maxRequestsPerConnection > 0 && (entry?.requests ?? 0) >= behaviour.maxRequestsPerConnection;
  if (isLast && entry) {
    entry.closer ??= { by: 'server', reason: 'rotation' };
    response.setHeader('Connection', 'close');
  } else if (!response.shouldKeepAlive) {
    // The request announced that it is the last of its connection, which Go's servers echo.
    if (entry) entry.closer ??= { by: 'client', reason: 'announced' };
    response.setHeader('Connection', 'close');
  } else if (response.req.httpVersionMinor === 0) {
    // Old clients have to be told, which Go's servers do.
    response.setHeader('Connection', 'keep-alive');
  } else if (behaviour.keepAliveHint && behaviour.idleTimeoutMs > 0) {
    response.setHeader('Connection', 'keep-alive');
    response.setHeader('Keep-Alive', `timeout=${Math.floor(behaviour.idleTimeoutMs / 1_000)}`);
  } else {
    // Go sends no Connection header while it keeps a connection; Node would add one, with a Keep-Alive hint.
    response.removeHeader('Connection');
  }
}

/** The connection speaks HTTP no more: what the client's half-close means is for whoever took it over to say. */
export function leaveHalfOpen(socket: Socket): void {
  socket.off('end', endAfterAnswers);
}

interface AnsweringSocket extends Socket {
  /** Node's: the answer whose turn it is. */
  _httpMessage?: ServerResponse | null;
}

/** A client that closed its half gets what it asked for, and then the connection ends. Node leaves that to us. */
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

/** One timer a connection, set again for what is left when it fires early: nothing is paid per request. */
function closeWhenIdle(socket: TimedSocket, entry: Entry, idleTimeoutMs: number): void {
  socket[IDLE_TIMER] = setTimeout(lookWhetherIdle, idleTimeoutMs, socket, entry, idleTimeoutMs);
  socket.on('close', stopLooking);
}

function lookWhetherIdle(socket: TimedSocket, entry: Entry, idleTimeoutMs: number): void {
  const idleMs = entry.active > 0 || entry.requests === 0 ? 0 : monotonicMs() - entry.idleSinceMs;
  const leftMs = Math.max(1, idleTimeoutMs - idleMs);
  if (idleMs >= idleTimeoutMs) closeFor(socket, { by: 'server', reason: 'idle' });
  else socket[IDLE_TIMER] = setTimeout(lookWhetherIdle, leftMs, socket, entry, idleTimeoutMs);
}

function stopLooking(this: TimedSocket): void {
  clearTimeout(this[IDLE_TIMER]);
}
