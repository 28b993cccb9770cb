import { Agent } from 'node:http';
import { get } from '../get.mjs';

export async function createClient({ origin, socketPath, connections }) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const queue = [];
  const timer = setInterval(() => {
    for (const send of queue.splice(0)) send();
  }, 500);
  return {
    request: (path) =>
      new Promise((resolve, reject) => {
        queue.push(() => get({ origin, socketPath, agent }, path).then(resolve, reject));
      }),
    async close() {
      clearInterval(timer);
      agent.destroy();
    },
  };
}
