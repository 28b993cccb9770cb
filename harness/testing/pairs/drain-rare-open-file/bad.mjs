import { openSync } from 'node:fs';
import { Agent } from 'node:http';
import { get } from '../get.mjs';

export async function createClient({ origin, socketPath, connections }) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  let requests = 0;
  return {
    request(path) {
      requests += 1;
      if (requests % 10 === 0) openSync('/dev/null', 'a');
      return get({ origin, socketPath, agent }, path);
    },
    async close() {
      agent.destroy();
    },
  };
}
