import { Agent } from 'node:http';
import { makeNodeHttpClient } from './node-http.ts';
import type { MakeTransport } from './transport.ts';

export const makeNoKeepAlive: MakeTransport = (options, destination) => {
  const client = makeNodeHttpClient(new Agent({ ...options, keepAlive: false }), destination);
  return {
    // An Agent with a finite `maxSockets` asks for keep-alive all the same, and hands a freed socket to the next
    // waiting request (ClientRequest in Node's lib/_http_client.js); only the header ends a connection with its
    // request.
    request: (path, init) => client.request(path, { ...init, headers: { ...init?.headers, Connection: 'close' } }),
    close: () => client.close(),
  };
};
