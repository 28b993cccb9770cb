import { Agent } from 'node:http';
import { get } from '../get.mjs';

const ATTEMPTS = 20;

export async function createClient({ origin, socketPath, connections }) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  return {
    async request(path, init) {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await get({ origin, socketPath, agent }, path, init);
        } catch (error) {
          if (attempt === ATTEMPTS || error.code !== 'ECONNRESET') throw error;
        }
      }
    },
    async close() {
      agent.destroy();
    },
  };
}
