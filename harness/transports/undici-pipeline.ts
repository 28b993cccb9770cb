import { pipeline } from 'undici';
import type { MakeTransport } from './transport.ts';
import { makeUndiciDispatcher } from './undici-dispatcher.ts';

export const makeUndiciPipeline: MakeTransport = (options, destination) => {
  const dispatcher = makeUndiciDispatcher(options, destination);
  return {
    request: (path, { method = 'GET', headers, body, signal } = {}) =>
      new Promise((resolve, reject) => {
        let status = 0;
        const init = { dispatcher, method: method as 'GET', headers: headers ?? null, signal: signal ?? null };
        pipeline(destination.origin + path, init, (answer) => {
          status = answer.statusCode;
          return answer.body;
        })
          .once('end', () => resolve({ status }))
          .once('error', reject)
          .end(body)
          .resume();
      }),
    close: () => dispatcher.close(),
  };
};
