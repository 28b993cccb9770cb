import { Agent } from 'node:http';
import { get } from '../get.mjs';

export async function createClient({ origin, socketPath, connections }) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  return {
    request(path, { signal } = {}) {
      const own = new AbortController();
      signal?.addEventListener('abort', () => own.abort(signal.reason));
      return get({ origin, socketPath, agent }, path, { signal: own.signal });
    },
    async close() {
      agent.destroy();
    },
  };
}
