import superagent, { type Response } from 'superagent';
import { makeKeepAliveAgent } from './keep-alive-agent.ts';
import type { MakeTransport } from './transport.ts';

export const makeSuperagent: MakeTransport = (options, destination) => {
  const agent = makeKeepAliveAgent(options, destination);
  return {
    async request(path, { method = 'GET', headers = {}, body, signal } = {}) {
      const sending = superagent(method, destination.origin + path)
        .agent(agent)
        .set(headers)
        .ok(() => true)
        .buffer(true)
        .parse(readAndForget)
        .serialize(asItIs);
      if (body !== undefined) sending.send(body instanceof Uint8Array ? Buffer.from(body) : body);
      // `abort()` returns the request, which is a thenable; a listener that returned it would have its rejection
      // thrown.
      const abort = () => void sending.abort();
      signal?.addEventListener('abort', abort, { once: true });
      try {
        return { status: (await sending).status };
      } finally {
        signal?.removeEventListener('abort', abort);
      }
    },
    async close() {
      agent.destroy();
    },
  };
};

/** Bytes under a JSON content type would be sent as the JSON of an object. */
function asItIs(body: unknown): string {
  return body as string;
}

function readAndForget(response: Response, done: (error: Error | null, body: unknown) => void): void {
  response.once('end', () => done(null, null));
  (response as unknown as NodeJS.ReadableStream).resume();
}
