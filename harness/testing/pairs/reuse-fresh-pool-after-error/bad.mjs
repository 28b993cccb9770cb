import { Agent } from 'node:http';
import { get } from '../get.mjs';

export async function createClient({ origin, socketPath, connections }) {
  let agent = new Agent({ keepAlive: true, maxSockets: connections });
  const retired = [];
  return {
    async request(path) {
      const mine = agent;
      const { status } = await get({ origin, socketPath, agent: mine }, path);
      if (status >= 500 && mine === agent) {
        agent = new Agent({ keepAlive: true, maxSockets: connections });
        // What is in flight may end; what is idle goes at once.
        for (const socket of Object.values(mine.freeSockets).flat()) socket.destroy();
        mine.keepAlive = false;
        retired.push(mine);
      }
      return { status };
    },
    async close() {
      for (const one of [agent, ...retired]) one.destroy();
    },
  };
}
