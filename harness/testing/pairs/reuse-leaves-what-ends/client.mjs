import http, { Agent } from 'node:http';

/** Leaves an answer after its first bytes: one that has no end, or any. */
export const make =
  ({ leaves }) =>
  async ({ origin, socketPath, connections }) => {
    const agent = new Agent({ keepAlive: true, maxSockets: connections });
    const { hostname, port } = new URL(origin);
    const where = socketPath ? { socketPath } : { hostname, port };
    return {
      request: (path, { signal } = {}) =>
        new Promise((resolve, reject) => {
          const request = http.get({ ...where, path, agent, signal }, (response) => {
            const answer = { status: response.statusCode };
            response.on('error', () => {}).once('end', () => resolve(answer));
            if (leaves(response)) response.once('data', () => resolve(answer) ?? request.destroy());
            else response.resume();
          });
          request.once('error', reject);
        }),
      async close() {
        agent.destroy();
      },
    };
  };
