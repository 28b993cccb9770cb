import { createServer, type IncomingMessage } from 'node:http';
import { serveParent } from '../../harness/core/ipc.ts';
import { listenOn } from './listen-on.ts';

// The process of a server with nothing in it: it reads and parses the body that comes, and sends the bytes that a mock
// would send.

const handlers = {
  start({ answer, socketPath }: { answer: Answer; socketPath: string | null }) {
    const body = Buffer.from(answer.body, 'base64');
    const server = createServer({ keepAliveTimeout: 0, requestTimeout: 0, headersTimeout: 0 });
    server.on('request', (request, response) => {
      readJson(request, () => {
        response.removeHeader('Connection');
        response.writeHead(answer.status, answer.headers);
        response.end(body);
      });
    });
    return listenOn(server, socketPath);
  },
};

/** The bytes of an answer; headers without those that Node writes by itself. */
export interface Answer {
  status: number;
  headers: string[];
  /** Base64. */
  body: string;
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
