import { Writable } from 'node:stream';
import { stream } from 'undici';
import type { MakeTransport } from './transport.ts';
import { makeUndiciDispatcher } from './undici-dispatcher.ts';

export const makeUndiciStream: MakeTransport = (options, destination) => {
  const dispatcher = makeUndiciDispatcher(options, destination);
  return {
    async request(path, { method = 'GET', headers, body, signal } = {}) {
      let status = 0;
      const init = {
        dispatcher,
        method: method as 'GET',
        headers: headers ?? null,
        body: body ?? null,
        signal: signal ?? null,
      };
      await stream(destination.origin + path, init, ({ statusCode }) => {
        status = statusCode;
        return nowhere();
      });
      return { status };
    },
    close: () => dispatcher.close(),
  };
};

function nowhere(): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done() });
}
