import { Agent } from 'node:http';
import { bodyOf } from '../body-of.mjs';

export async function createClient({ origin, socketPath, connections }) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const answers = [];
  return {
    async request(path, init) {
      const { status, body } = await bodyOf({ origin, socketPath, agent }, path, init);
      answers.push(body);
      return { status };
    },
    async close() {
      agent.destroy();
    },
  };
}
