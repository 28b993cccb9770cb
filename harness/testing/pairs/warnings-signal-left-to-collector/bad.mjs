import { Agent } from 'node:http';
import { get } from '../get.mjs';

const forgotten = new FinalizationRegistry(({ signal, abort }) => signal.removeEventListener('abort', abort));

export async function createClient({ origin, socketPath, connections }) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  return {
    request(path, { signal } = {}) {
      const own = new AbortController();
      const reference = new WeakRef(own);
      const abort = () => reference.deref()?.abort(signal.reason);
      signal?.addEventListener('abort', abort);
      forgotten.register(own, { signal, abort });
      return get({ origin, socketPath, agent }, path, { signal: own.signal });
    },
    async close() {
      agent.destroy();
    },
  };
}
