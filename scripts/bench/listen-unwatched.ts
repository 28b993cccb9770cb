import { createServer, type Server } from 'node:http';
import type { Target } from '../../harness/scenario/types.ts';
import { applyBehaviour, shapeAnswer } from '../../servers/behaviour.ts';
import { makeMock } from '../../servers/mocks.ts';
import { type Address, listenOn } from './listen-on.ts';

/** Starts a mock server that is what servers/listen.ts makes, without the ledger; `first` adds what listens before the mock. */
export async function listenUnwatched(
  target: Target,
  socketPath: string | null,
  first: (server: Server) => void = () => {},
): Promise<Address> {
  const mock = await makeMock(target.kind);
  const timeouts = { requestTimeout: 0, headersTimeout: 0, connectionsCheckingInterval: 0x7fffffff };
  const server = createServer({ ...timeouts, ...mock.options });
  first(server);
  applyBehaviour(server, target.behaviour);
  Object.assign(server, { httpAllowHalfOpen: true });
  server.on('request', (request, response) => {
    shapeAnswer(response, request.socket, target.behaviour);
    mock.handle(request, response);
  });
  return listenOn(server, socketPath);
}
