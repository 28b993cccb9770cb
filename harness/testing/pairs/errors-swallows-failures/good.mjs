import { Agent } from 'node:http';
import { push } from '../push.mjs';

const ATTEMPTS = 20;

export async function createClient({ origin, socketPath, connections }) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const underWay = new Set();
  const pushUntilTaken = async (line) => {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const { status } = await push({ origin, socketPath, agent }, [line]);
      if (status < 400) return;
    }
  };
  return {
    async request() {
      const sent = pushUntilTaken('paid');
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
