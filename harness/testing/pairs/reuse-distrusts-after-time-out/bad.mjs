import { Agent } from 'node:http';
import { get } from '../get.mjs';

export async function createClient({ origin, socketPath, connections }) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  // Once a server was late, no connection to it is trusted with a second request.
  const headers = {};
  return {
    request(path, init) {
      init?.signal?.addEventListener('abort', () => {
        headers.Connection = 'close';
      });
      return get({ origin, socketPath, agent, headers }, path, init);
    },
    async close() {
      agent.destroy();
    },
  };
}
