import { Agent } from 'node:http';
import { get } from '../get.mjs';

export async function createClient({ origin, socketPath, connections }) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  return {
    async request(path, { signal } = {}) {
      const own = new AbortController();
      const abort = () => own.abort(signal.reason);
      signal?.addEventListener('abort', abort);
      try {
        return await get({ origin, socketPath, agent }, path, { signal: own.signal });
      } finally {
        signal?.removeEventListener('abort', abort);
      }
    },
    async close() {
      agent.destroy();
    },
  };
}
