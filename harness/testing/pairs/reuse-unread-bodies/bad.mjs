import { Agent, request } from 'node:http';

export async function createClient({ origin, socketPath, connections }) {
  const { hostname, port } = new URL(origin);
  const where = socketPath ? { socketPath } : { hostname, port };
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const unread = [];
  return {
    request: (path) =>
      new Promise((resolve, reject) => {
        const sent = request({ ...where, path, agent }, (response) => {
          unread.push(response);
          resolve({ status: response.statusCode });
        });
        sent.once('error', reject);
        sent.end();
      }),
    async close() {
      agent.destroy();
    },
  };
}
