import { Agent } from 'node:http';
import { get } from '../get.mjs';

export async function createClient({ origin, socketPath, connections }) {
  const make = () => new Agent({ keepAlive: true, maxSockets: connections });
  let agent = make();
  let inFlight = 0;
  return {
    async request(path, init) {
      if (inFlight === 0) {
        const before = agent;
        agent = make();
        setTimeout(() => before.destroy(), 200);
      }
      inFlight += 1;
      try {
        return await get({ origin, socketPath, agent }, path, init);
      } finally {
        inFlight -= 1;
      }
    },
    async close() {
      agent.destroy();
    },
  };
}
