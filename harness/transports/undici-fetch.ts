import { type BodyInit, fetch } from 'undici';
import type { MakeTransport } from './transport.ts';
import { makeUndiciDispatcher } from './undici-dispatcher.ts';

export const makeUndiciFetch: MakeTransport = (options, destination) => {
  const dispatcher = makeUndiciDispatcher(options, destination);
  return {
    async request(path, { method = 'GET', headers = {}, body, signal } = {}) {
      const response = await fetch(destination.origin + path, {
        dispatcher,
        method,
        headers,
        body: (body ?? null) as BodyInit | null,
        signal: signal ?? null,
      });
      await response.arrayBuffer();
      return { status: response.status };
    },
    close: () => dispatcher.close(),
  };
};
