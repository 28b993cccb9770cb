import { createServer, type IncomingMessage } from 'node:http';
import { serveParent } from '../../harness/core/ipc.ts';
import type { RequestSpec } from '../../harness/scenario/types.ts';
import { type Address, listenOn } from './listen-on.ts';
import { answerOf, verifySameAnswer } from './raw-answer.ts';

// The process of a server with nothing in it: it reads and parses the body that comes, and sends the bytes that a mock
// sent for the same request.

const handlers = {
  async start({ like, request, socketPath }: BareTask): Promise<Address> {
    const { status, headers, body } = await answerOf(like, request);
    const server = createServer({ keepAliveTimeout: 0, requestTimeout: 0, headersTimeout: 0 });
    server.on('request', (incoming, response) => {
      readJson(incoming, () => {
        response.removeHeader('Connection');
        response.writeHead(status, headers).end(body);
      });
    });
    const address = await listenOn(server, socketPath);
    await verifySameAnswer(like, address, request);
    return address;
  },
};

interface BareTask {
  /** The mock whose answer it gives. */
  like: Address;
  request: RequestSpec;
  socketPath: string | null;
}

export type BareHandlers = typeof handlers;

function readJson(request: IncomingMessage, then: () => void): void {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.once('end', () => {
    if (chunks.length > 0) JSON.parse(Buffer.concat(chunks).toString());
    then();
  });
}

serveParent(handlers);
