import { Agent } from 'node:http';
import { push } from '../push.mjs';

export async function createClient({ origin, socketPath, connections }) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const underWay = new Set();
  return {
    async request() {
      const sent = push({ origin, socketPath, agent }, ['paid']).catch(() => {});
      underWay.add(sent);
      sent.finally(() => underWay.delete(sent));
      return { status: 204 };
    },
    async close() {
      await Promise.all(underWay);
      agent.destroy();
    },
  };
}
