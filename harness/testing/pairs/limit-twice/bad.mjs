import { Agent } from 'node:http';
import { get } from '../get.mjs';

export async function createClient({ origin, socketPath, connections }) {
  const agents = [0, 1].map(
    () => new Agent({ keepAlive: true, maxSockets: connections, maxFreeSockets: connections / 2 }),
  );
  let turn = 0;
  return {
    request: (path) => get({ origin, socketPath, agent: agents[turn++ % 2] }, path),
    async close() {
      for (const agent of agents) agent.destroy();
    },
  };
}
