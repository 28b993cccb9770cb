import http, { Agent } from 'node:http';

export async function createClient({ origin, socketPath, connections }) {
  const { hostname, port } = new URL(origin);
  const where = socketPath ? { socketPath } : { hostname, port };
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  return {
    request: (path) =>
      new Promise((resolve, reject) => {
        const request = http.get({ ...where, path, agent }, (response) => {
          response.resume();
          response.once('end', () => resolve({ status: response.statusCode }));
        });
        request.once('error', reject);
        request.once('socket', (socket) => {
          socket.setMaxListeners(5_000);
          socket.on('timeout', () => request.destroy());
        });
      }),
    async close() {
      agent.destroy();
    },
  };
}
