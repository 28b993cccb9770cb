import { Agent } from 'node:http';
import { get } from '../get.mjs';

export async function createClient(options) {
  const agent = new Agent({ keepAlive: true, maxSockets: options.connections, timeout: options.idleMs });
  return {
    request: (path, init) => get({ ...options, agent }, path, init),
    async close() {
      agent.destroy();
    },
  };
}
