import { Agent, request as send } from 'node:http';

/** `onRefusal` is what it does with an answer of 400 and above, whose body it does not want. */
export const make =
  (onRefusal) =>
  async ({ origin, socketPath, connections }) => {
    const { hostname, port } = new URL(origin);
    const agent = new Agent({ keepAlive: true, maxSockets: connections });
    const where = socketPath ? { socketPath } : { hostname, port };
    return {
      request: (path, { signal } = {}) =>
        new Promise((resolve, reject) => {
          const request = send({ ...where, path, agent, signal }, (response) => {
            const { statusCode: status } = response;
            if (status >= 400) {
              onRefusal(response);
              resolve({ status });
              return;
            }
            response
              .resume()
              .once('end', () => resolve({ status }))
              .once('error', reject);
          });
          request.once('error', reject).end();
        }),
      async close() {
        agent.destroy();
      },
    };
  };
