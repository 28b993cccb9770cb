import http, { Agent } from 'node:http';

const PATIENCE_MS = 100;

export async function createClient({ origin, socketPath, connections }) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const spare = new Agent({ keepAlive: true, maxSockets: connections });
  const { hostname, port } = new URL(origin);
  const where = socketPath ? { socketPath } : { hostname, port };
  return {
    request(path, { signal }) {
      return new Promise((resolve, reject) => {
        const send = (through) => {
          const answered = (response) => response.resume().once('end', () => resolve({ status: response.statusCode }));
          return http.get({ ...where, path, agent: through, signal }, answered).once('error', reject);
        };
        send(agent).once('socket', (socket) => {
          if (!socket.connecting) return;
          const timer = setTimeout(send, PATIENCE_MS, spare);
          for (const end of ['connect', 'close']) socket.once(end, () => clearTimeout(timer));
        });
      });
    },
    async close() {
      agent.destroy();
      spare.destroy();
    },
  };
}
