import { Agent } from 'node:http';
import { get } from '../get.mjs';

export async function createClient({ origin, socketPath, connections }) {
  // Idle sockets go long before the server closes them.
  const agent = new Agent({ keepAlive: true, maxSockets: connections, timeout: 120 });
  return {
    request: (path) => get({ origin, socketPath, agent }, path),
    async close() {
      agent.destroy();
    },
  };
}
