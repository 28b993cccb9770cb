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
          const giveUp = () => request.destroy();
          socket.setMaxListeners(5_000);
          socket.on('timeout', giveUp);
          request.once('close', () => socket.off('timeout', giveUp));
        });
      }),
    async close() {
      agent.destroy();
    },
  };
}
