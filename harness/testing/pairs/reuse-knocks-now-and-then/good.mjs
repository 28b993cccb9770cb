import { Agent } from 'node:http';
import { get } from '../get.mjs';

export async function createClient({ origin, socketPath, connections }) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  return {
    request: (path) => get({ origin, socketPath, agent }, path),
    async close() {
      agent.destroy();
    },
  };
}
