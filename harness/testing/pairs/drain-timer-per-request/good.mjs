import { Agent } from 'node:http';
import { get } from '../get.mjs';

export async function createClient({ origin, socketPath, connections }) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  return {
    async request(path) {
      const own = new AbortController();
      const timeout = setTimeout(() => own.abort(), 60_000);
      try {
        return await get({ origin, socketPath, agent }, path, { signal: own.signal });
      } finally {
        clearTimeout(timeout);
      }
    },
    async close() {
      agent.destroy();
    },
  };
}
