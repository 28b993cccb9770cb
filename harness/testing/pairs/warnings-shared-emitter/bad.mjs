import { EventEmitter } from 'node:events';
import { Agent } from 'node:http';
import { get } from '../get.mjs';

export async function createClient({ origin, socketPath, connections }) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const shutdown = new EventEmitter();
  return {
    request(path) {
      shutdown.once('now', () => agent.destroy());
      return get({ origin, socketPath, agent }, path);
    },
    async close() {
      agent.destroy();
    },
  };
}
