import { EventEmitter } from 'node:events';
import { Agent } from 'node:http';
import { get } from '../get.mjs';

export async function createClient({ origin, socketPath, connections }) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const shutdown = new EventEmitter();
  const forgotten = new FinalizationRegistry((stop) => shutdown.off('now', stop));
  return {
    request(path, init) {
      const call = { path };
      const stop = () => agent.destroy();
      shutdown.on('now', stop);
      forgotten.register(call, stop);
      return get({ origin, socketPath, agent }, call.path, init);
    },
    async close() {
      agent.destroy();
    },
  };
}
