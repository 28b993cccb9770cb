import { type WebSocket, WebSocketServer } from 'ws';
import type { Route } from '../../route.ts';
import { askBoolean } from '../ask/boolean.ts';
import { badParameter } from '../reply/errors.ts';
import { attachOutput, typeInto } from '../world/attach.ts';
import type { Container } from '../world/container.ts';
import { tell } from '../world/container-events.ts';
import { findContainer } from '../world/find.ts';
import type { World } from '../world/world.ts';

// What is typed at once; a paste is less.
const MAX_MESSAGE_BYTES = 1_048_576;

/** `GET /containers/{id}/attach/ws`: the same as attach for browsers, in binary messages and never in frames. */
export function containerAttachWs(world: World): Route {
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: MAX_MESSAGE_BYTES });
  return {
    methods: ['GET'],
    path: /^\/containers\/(.+)\/attach\/ws$/,
    handle({ request, query, upgrade, parameters: [name = ''] }) {
      const container = findContainer(world, name);
      if (!upgrade) throw badParameter('not websocket protocol');
      const wanted = [false, askBoolean(query, 'stdout'), askBoolean(query, 'stderr')];
      const hasInput = askBoolean(query, 'stdin') && container.config.OpenStdin;
      sockets.handleUpgrade(request, request.socket, upgrade.head, (socket) => {
        tell(world, container, 'attach');
        connect(container, socket, wanted, hasInput);
      });
    },
  };
}

function connect(container: Container, socket: WebSocket, wanted: boolean[], hasInput: boolean): void {
  const detach = attachOutput(container, (stream, bytes) => {
    if (!wanted[stream] || socket.readyState !== socket.OPEN) return undefined;
    return new Promise((resolve) => socket.send(bytes, { binary: true }, resolve));
  });
  const close = () => {
    // It is read again: the client's own close is to be seen.
    socket.resume();
    socket.close();
  };
  container.turns.once('exit', close).once('remove', close);
  // What is wrong with a client's messages ends its connection; that is all there is to say.
  socket.on('error', close);
  socket.on('message', (message) => {
    if (!hasInput || typeInto(container, message as Buffer)) return;
    socket.pause();
    container.stdin.once('drain', () => socket.resume());
  });
  socket.once('close', () => {
    detach();
    container.turns.off('exit', close).off('remove', close);
  });
}
