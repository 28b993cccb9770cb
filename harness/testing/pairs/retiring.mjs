import http, { Agent } from 'node:http';

/** Announces with a request that it is the last one of its connection, where `isLast(socket)` says so. */
export const retiring =
  (isLast) =>
  async ({ origin, socketPath, connections }) => {
    const agent = new Agent({ keepAlive: true, maxSockets: connections });
    const { hostname, port } = new URL(origin);
    const where = socketPath ? { socketPath } : { hostname, port };
    return {
      request: (path, { signal } = {}) =>
        new Promise((resolve, reject) => {
          const request = http.request({ ...where, path, agent, signal }, (response) => {
            response.resume();
            response.once('end', () => resolve({ status: response.statusCode })).once('error', reject);
          });
          request.once('error', reject).once('socket', (socket) => {
            if (isLast(socket)) request.setHeader('Connection', 'close');
            request.end();
          });
        }),
      async close() {
        agent.destroy();
      },
    };
  };
