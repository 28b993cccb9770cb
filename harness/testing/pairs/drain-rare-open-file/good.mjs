import { openSync } from 'node:fs';
import { Agent } from 'node:http';
import { get } from '../get.mjs';

export async function createClient({ origin, socketPath, connections }) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const logs = [];
  return {
    request(path) {
      while (logs.length < 12) logs.push(openSync('/dev/null', 'a'));
      return get({ origin, socketPath, agent }, path);
    },
    async close() {
      agent.destroy();
    },
  };
}
