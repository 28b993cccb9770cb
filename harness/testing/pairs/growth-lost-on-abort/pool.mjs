import http, { Agent } from 'node:http';

/** What becomes of a request whose caller gives up is said by `giveUp`. */
export const make =
  (giveUp) =>
  async ({ origin, socketPath, connections }) => {
    const { hostname, port } = new URL(origin);
    const where = socketPath ? { socketPath } : { hostname, port };
    const agent = new Agent({ keepAlive: true, maxSockets: connections });
    return {
      request: (path, { signal } = {}) =>
        new Promise((resolve, reject) => {
          const request = http.get({ ...where, path, agent }, (response) => {
            // Nobody waits for this answer any more, so nobody reads it.
            if (signal?.aborted) return;
            response.resume();
            response.once('end', () => resolve({ status: response.statusCode }));
            response.once('error', reject);
          });
          request.once('error', reject);
          const called = () => {
            giveUp(request);
            reject(signal.reason);
          };
          signal?.addEventListener('abort', called, { once: true });
          request.once('close', () => signal?.removeEventListener('abort', called));
        }),
      async close() {
        agent.destroy();
      },
    };
  };
