import { closeSync, openSync } from 'node:fs';
import { Agent } from 'node:http';
import { get } from '../get.mjs';

const forgotten = new FinalizationRegistry((descriptor) => closeSync(descriptor));

export async function createClient({ origin, socketPath, connections }) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  return {
    request(path, init) {
      const log = { descriptor: openSync('/dev/null', 'w'), path };
      forgotten.register(log, log.descriptor);
      return get({ origin, socketPath, agent }, log.path, init);
    },
    async close() {
      agent.destroy();
    },
  };
}
