import type { IncomingMessage, ServerResponse } from 'node:http';
import { WebSocketServer } from 'ws';
import type { Upgrade } from '../../mock.ts';
import { Refusal } from '../answer.ts';
import type { Loki } from '../loki.ts';
import { readTailRequest, type TailRequest } from './request.ts';
import { Tail } from './tail.ts';

// A client has nothing to say on this socket but that it closes it.
const MAX_CLIENT_MESSAGE_BYTES = 64 * 1_024;

/**
 * Takes requests that ask for a websocket on the path of tails. Whatever is wrong with one is found before it is taken:
 * it is then answered by the path's ordinary route, as every request that asks to upgrade elsewhere.
 */
export function makeTailUpgrade(loki: Loki) {
  const websockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_CLIENT_MESSAGE_BYTES,
    clientTracking: false,
  });
  return {
    takesUpgrade: (request: IncomingMessage) => readGoodRequest(loki, request) !== undefined,
    upgrade(request: IncomingMessage, response: ServerResponse, { head }: Upgrade): void {
      const tailRequest = readGoodRequest(loki, request);
      if (!tailRequest) return void response.destroy();
      websockets.handleUpgrade(request, request.socket, head, (websocket) =>
        new Tail(loki, websocket, tailRequest).start(),
      );
    },
  };
}

function readGoodRequest(loki: Loki, request: IncomingMessage): TailRequest | undefined {
  const isWebsocket = request.headers.upgrade?.toLowerCase() === 'websocket';
  try {
    return isWebsocket && request.method === 'GET' ? readTailRequest(loki, request) : undefined;
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}
