import { EventEmitter } from 'node:events';
import { Agent } from 'node:http';
import { get } from '../get.mjs';

export async function createClient({ origin, socketPath, connections }) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const shutdown = new EventEmitter();
  return {
    async request(path, init) {
      const stop = () => agent.destroy();
      shutdown.on('now', stop);
      try {
        return await get({ origin, socketPath, agent }, path, init);
      } finally {
        shutdown.off('now', stop);
      }
    },
    async close() {
      agent.destroy();
    },
  };
}
