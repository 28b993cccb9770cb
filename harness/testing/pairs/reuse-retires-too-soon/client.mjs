import http, { Agent } from 'node:http';

/** Announces with each so-many-th request of a connection that it is the last one. */
export const make =
  (most) =>
  async ({ origin, socketPath, connections }) => {
    const agent = new Agent({ keepAlive: true, maxSockets: connections });
    const { hostname, port } = new URL(origin);
    const where = socketPath ? { socketPath } : { hostname, port };
    const used = new WeakMap();
    return {
      request: (path, { signal } = {}) =>
        new Promise((resolve, reject) => {
          const request = http.request({ ...where, path, agent, signal }, (response) => {
            response.resume();
            response.once('end', () => resolve({ status: response.statusCode })).once('error', reject);
          });
          request.once('error', reject).once('socket', (socket) => {
            const count = (used.get(socket) ?? 0) + 1;
            used.set(socket, count);
            if (count === most) request.setHeader('Connection', 'close');
            request.end();
          });
        }),
      async close() {
        agent.destroy();
      },
    };
  };
