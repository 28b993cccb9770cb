import { Agent } from 'node:http';
import { get } from '../get.mjs';

export async function createClient({ origin, socketPath, connections }) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  // Once a server was late, no connection to it is trusted with a second request.
  const headers = {};
  return {
    async request(path, init) {
      try {
        return await get({ origin, socketPath, agent, headers }, path, init);
      } catch (error) {
        if (init?.signal?.aborted) headers.Connection = 'close';
        throw error;
      }
    },
    async close() {
      agent.destroy();
    },
  };
}
