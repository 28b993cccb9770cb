import type { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { outliveInput } from '../../client-gone.ts';
import { closeFromHere } from '../../close.ts';
import { leaveHalfOpen } from '../../go-http.ts';
import type { Exchange } from '../../route.ts';
import { breakOffWithoutReader } from './reader-gone.ts';

/** A connection that is HTTP no more: what the client sends, and where answers go. */
export interface Hijacked {
  input: Readable;
  output: Socket;
  /** Sends what is written and closes both ways, as dockerd does when a process ends. */
  close(): void;
}

/** Calls `then` at the end of what the client sends; at once where that came before the connection was taken over. */
export function onceInputEnds({ input, output }: Hijacked, then: () => void): void {
  if (input.readableEnded) then();
  else {
    input.once('end', then);
    output.once('close', then);
  }
}

const CONTENT_TYPE = 'Content-Type: application/vnd.docker.raw-stream';

/**
 * Takes the connection over: 101 for a client that asked to upgrade, else 200 with a body that is the rest of the
 * connection. `headers` go behind; exec sends the daemon's block there and attach sends none.
 */
export function hijack({ request, upgrade }: Exchange, headers: readonly string[]): Hijacked {
  const output = request.socket;
  // Node has taken its own listener away; the end itself is seen at 'close'.
  output.on('error', () => {});
  // What came in the packet of the request is lost, as with dockerd, which leaves it in a buffer: clients wait for the
  // head.
  const input = upgrade ? upgrade.stream : leaveHttp(output);
  input.on('error', () => {});
  outliveInput(output);
  const first = request.headers.upgrade
    ? ['HTTP/1.1 101 UPGRADED', CONTENT_TYPE, 'Connection: Upgrade', 'Upgrade: tcp']
    : ['HTTP/1.1 200 OK', CONTENT_TYPE];
  const rest = Array.from(
    { length: headers.length / 2 },
    (_, pair) => `${headers[2 * pair]}: ${headers[2 * pair + 1]}`,
  );
  output.write([...first, ...rest, '', ''].join('\r\n'));
  const hijacked = { input, output, close: () => closeFromHere(output) };
  onceInputEnds(hijacked, () => output.destroyed || breakOffWithoutReader(output));
  return hijacked;
}

/**
 * Detaches Node's HTTP parser from a socket in the middle of a request. A 'data' listener makes Node hand the bytes
 * over; its own listeners would parse them, and would end the socket at the client's half-close, which is only the end
 * of stdin here.
 */
function leaveHttp(socket: Socket): Socket {
  const parsing = socket.listeners('data');
  const keepFlowing = () => {};
  socket.on('data', keepFlowing);
  for (const listener of parsing) socket.removeListener('data', listener as () => void);
  leaveHalfOpen(socket);
  socket.pause();
  socket.removeListener('data', keepFlowing);
  for (const listener of socket.listeners('end')) {
    if (listener.name === 'bound socketOnEnd') socket.removeListener('end', listener as () => void);
  }
  return socket;
}
