import { closeSync, openSync } from 'node:fs';
import { Agent } from 'node:http';
import { get } from '../get.mjs';

export async function createClient({ origin, socketPath, connections }) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  return {
    async request(path, init) {
      const descriptor = openSync('/dev/null', 'w');
      try {
        return await get({ origin, socketPath, agent }, path, init);
      } finally {
        closeSync(descriptor);
      }
    },
    async close() {
      agent.destroy();
    },
  };
}
