import http, { Agent } from 'node:http';

/** Announces with a request of a connection that is so old that it is the last one. */
export const make =
  (lifetimeMs) =>
  async ({ origin, socketPath, connections }) => {
    const agent = new Agent({ keepAlive: true, maxSockets: connections });
    const { hostname, port } = new URL(origin);
    const where = socketPath ? { socketPath } : { hostname, port };
    const bornMs = new WeakMap();
    return {
      request: (path, { signal } = {}) =>
        new Promise((resolve, reject) => {
          const request = http.request({ ...where, path, agent, signal }, (response) => {
            response.resume();
            response.once('end', () => resolve({ status: response.statusCode })).once('error', reject);
          });
          request.once('error', reject).once('socket', (socket) => {
            if (!bornMs.has(socket)) bornMs.set(socket, performance.now());
            if (performance.now() - bornMs.get(socket) > lifetimeMs) request.setHeader('Connection', 'close');
            request.end();
          });
        }),
      async close() {
        agent.destroy();
      },
    };
  };
