import { Agent } from 'node:http';
import { get } from '../get.mjs';

export async function createClient({ origin, socketPath, connections }) {
  const agents = [0, 1].map(
    () => new Agent({ keepAlive: true, maxSockets: connections, maxFreeSockets: connections / 2 }),
  );
  const through = (agent, path) => get({ origin, socketPath, agent }, path);
  return {
    request(path) {
      let timer;
      const hedge = new Promise((resolve, reject) => {
        timer = setTimeout(() => through(agents[1], path).then(resolve, reject), 20);
      });
      return Promise.race([through(agents[0], path).finally(() => clearTimeout(timer)), hedge]);
    },
    async close() {
      for (const agent of agents) agent.destroy();
    },
  };
}
