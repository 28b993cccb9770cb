import { Agent } from 'node:http';
import { get } from '../get.mjs';

export async function createClient({ origin, socketPath, connections }) {
  const agents = [];
  return {
    request(path) {
      const agent = new Agent({ keepAlive: true, maxSockets: connections });
      agents.push(agent);
      return get({ origin, socketPath, agent }, path);
    },
    async close() {
      for (const agent of agents) agent.destroy();
    },
  };
}
