import { createServer, type Server } from 'node:http';
import type { TargetSpec } from '../../harness/scenario/types.ts';
import { answerHalfClosed, NO_IDLE_CLOSE, shapeHead } from '../../servers/go-http.ts';
import { makeMock } from '../../servers/mocks.ts';
import { type Address, listenOn } from './listen-on.ts';

/**
 * Starts a mock server that is what servers/listen.ts makes, without the ledger; `first` adds what listens before the
 * mock.
 */
export async function listenUnwatched(
  target: TargetSpec,
  socketPath: string | null,
  first: (server: Server) => void = () => {},
): Promise<Address> {
  const mock = await makeMock(target.kind);
  const timeouts = { requestTimeout: 0, headersTimeout: 0, connectionsCheckingInterval: 0x7fffffff };
  const server = createServer({ ...timeouts, ...NO_IDLE_CLOSE, ...mock.options });
  first(server);
  answerHalfClosed(server);
  Object.assign(server, { httpAllowHalfOpen: true });
  server.on('request', (request, response) => {
    shapeHead(response);
    mock.handle(request, response);
  });
  return listenOn(server, socketPath);
}
