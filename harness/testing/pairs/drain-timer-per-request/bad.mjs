import { Agent } from 'node:http';
import { get } from '../get.mjs';

export async function createClient({ origin, socketPath, connections }) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const timeouts = [];
  return {
    request(path) {
      const own = new AbortController();
      timeouts.push(setTimeout(() => own.abort(), 60_000));
      return get({ origin, socketPath, agent }, path, { signal: own.signal });
    },
    async close() {
      for (const timeout of timeouts) clearTimeout(timeout);
      agent.destroy();
    },
  };
}
