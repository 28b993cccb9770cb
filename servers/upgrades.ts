import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { closeFromHere } from './close.ts';
import type { Faults } from './faults/apply.ts';
import { leaveHalfOpen } from './go-http.ts';
import type { Mock } from './mock.ts';
import { isWhole } from './read-first.ts';

// Not by import, as in listen.ts.
const { ServerResponse: Answer } = process.getBuiltinModule('node:http');

/** Gives requests that take their connection over to `upgrade`, after the same faults as all others. */
export function serveUpgrades(server: Server, upgrade: NonNullable<Mock['upgrade']>, faults: Faults): void {
  server.on('upgrade', async (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    const { socket } = request;
    leaveHalfOpen(socket);
    // In the middle of its request it is the end of all.
    if (!isWhole(request)) socket.once('end', () => isWhole(request) || socket.destroy());
    const response = answerInPlace(request);
    if (socket.destroyed) return;
    let isTaken = false;
    await faults.answer(request, response, () => {
      isTaken = true;
      upgrade(request, response, { stream, head });
    });
    // Nobody else reads on, and without a reader the client's end is not seen.
    if (!isTaken) stream.on('error', () => {}).resume();
  });
}

/** What is answered where the connection is not taken over. The parser has left it: such an answer is its last. */
function answerInPlace(request: IncomingMessage): ServerResponse {
  const response: ServerResponse = new Answer(request);
  response.shouldKeepAlive = false;
  response.assignSocket(request.socket);
  response.once('finish', () => closeFromHere(request.socket));
  return response;
}
