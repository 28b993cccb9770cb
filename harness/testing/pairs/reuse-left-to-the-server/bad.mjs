import { Agent } from 'node:http';
import { get } from '../get.mjs';

export async function createClient({ origin, socketPath, connections }) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const forgotten = new Set();
  agent.on('free', (socket, options) => {
    // Looked up by a name that the pool does not use: what comes back is never found again, and nobody ends it.
    const free = agent.freeSockets[agent.getName(options)] ?? [];
    const place = free.indexOf(socket);
    if (place >= 0) free.splice(place, 1);
    forgotten.add(socket);
    socket.once('close', () => forgotten.delete(socket));
  });
  return {
    request: (path, init) => get({ origin, socketPath, agent }, path, init),
    async close() {
      agent.destroy();
      for (const socket of forgotten) socket.destroy();
    },
  };
}
