import { Agent } from 'node:http';
import { MessageChannel } from 'node:worker_threads';
import { get } from '../get.mjs';

export async function createClient({ origin, socketPath, connections }) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const { port1 } = new MessageChannel();
  port1.on('message', () => {});
  return {
    request: (path) => get({ origin, socketPath, agent }, path),
    async close() {
      agent.destroy();
    },
  };
}
