import { Agent } from 'node:http';
import { get } from '../get.mjs';

export async function createClient({ origin, socketPath, connections }) {
  const registry = new FinalizationRegistry((agent) => agent.destroy());
  let sent = 0;
  let holder;
  const renew = () => {
    const agent = new Agent({ keepAlive: true, maxSockets: connections });
    holder = { agent: () => agent };
    registry.register(holder, agent);
  };
  renew();
  return {
    request(path) {
      sent += 1;
      if (sent % 8 === 0) renew();
      return get({ origin, socketPath, agent: holder.agent() }, path);
    },
    async close() {
      holder.agent().destroy();
    },
  };
}
