import { Agent } from 'node:http';
import { get } from '../get.mjs';

export async function createClient({ origin, socketPath, connections }) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  let isPolling = false;
  return {
    request(path) {
      if (!isPolling) get({ origin, socketPath, agent }, '/stream/changes').catch(() => {});
      isPolling = true;
      return get({ origin, socketPath, agent }, path);
    },
    async close() {
      agent.destroy();
    },
  };
}
