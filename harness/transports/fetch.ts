import { Agent, type Dispatcher } from 'undici';
import type { MakeTransport } from './transport.ts';

// Where the fetch inside Node keeps its pool. There is no public way to reach it; undici's own `getGlobalDispatcher`
// reads the same symbol, and a program without the package has no way to close the pool of built-in fetch.
const GLOBAL_DISPATCHER = Symbol.for('undici.globalDispatcher.1');

export const makeFetch: MakeTransport = (_options, { origin, socketPath }) => {
  // fetch reaches a Unix socket only through a dispatcher that is handed to it.
  const unixSocket = socketPath ? new Agent({ connect: { socketPath } }) : undefined;
  return {
    async request(path, { method = 'GET', headers, body, signal } = {}) {
      const init = { method, headers, body, signal, dispatcher: unixSocket } as unknown as globalThis.RequestInit;
      const response = await fetch(origin + path, init);
      await response.arrayBuffer();
      return { status: response.status };
    },
    async close() {
      const globals = globalThis as unknown as Record<symbol, Dispatcher | undefined>;
      await (unixSocket ?? globals[GLOBAL_DISPATCHER])?.close();
    },
  };
};
