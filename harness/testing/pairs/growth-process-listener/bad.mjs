import { Agent } from 'node:http';
import { get } from '../get.mjs';

export async function createClient({ origin, socketPath, connections }) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  process.setMaxListeners(0);
  return {
    request(path) {
      process.on('exit', () => agent.destroy());
      return get({ origin, socketPath, agent }, path);
    },
    async close() {
      agent.destroy();
    },
  };
}
