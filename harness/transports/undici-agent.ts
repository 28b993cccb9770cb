import { request } from 'undici';
import { readAndForget } from './read-and-forget.ts';
import type { MakeTransport } from './transport.ts';
import { makeUndiciDispatcher } from './undici-dispatcher.ts';

export const makeUndiciAgent: MakeTransport = (options, destination) => {
  const dispatcher = makeUndiciDispatcher(options, destination);
  return {
    async request(path, { method = 'GET', headers, body, signal } = {}) {
      const response = await request(destination.origin + path, {
        dispatcher,
        method: method as 'GET',
        headers: headers ?? null,
        body: body ?? null,
        signal: signal ?? null,
      });
      await readAndForget(response.body);
      return { status: response.statusCode };
    },
    close: () => dispatcher.close(),
  };
};
