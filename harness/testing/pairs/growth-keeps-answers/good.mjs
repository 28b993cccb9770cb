import { Agent } from 'node:http';
import { get } from '../get.mjs';

const KEPT = 100;

export async function createClient({ origin, socketPath, connections }) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const timings = [];
  return {
    async request(path) {
      const startedAt = new Date();
      const answer = await get({ origin, socketPath, agent }, path);
      timings.push({
        path,
        startedAt,
        endedAt: new Date(),
        labels: { agent: 'default', status: String(answer.status) },
      });
      if (timings.length > KEPT) timings.shift();
      return answer;
    },
    async close() {
      agent.destroy();
    },
  };
}
