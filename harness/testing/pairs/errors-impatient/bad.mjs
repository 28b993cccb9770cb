import { Agent } from 'node:http';
import { get } from '../get.mjs';

export async function createClient({ origin, socketPath, connections }) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  return {
    // The time-out runs from the call on, so that waiting for a connection counts.
    request: (path) => get({ origin, socketPath, agent }, path, { signal: AbortSignal.timeout(100) }),
    async close() {
      agent.destroy();
    },
  };
}
