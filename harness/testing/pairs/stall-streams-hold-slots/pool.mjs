import { Agent } from 'node:http';
import { get } from '../get.mjs';

/** Long-lived responses and short calls through one pool, or through one each. */
export const make =
  (isShared) =>
  async ({ origin, socketPath, connections }) => {
    const short = new Agent({ keepAlive: true, maxSockets: connections });
    const long = isShared ? short : new Agent();
    return {
      request: (path, init) =>
        get({ origin, socketPath, agent: path.startsWith('/stream') ? long : short }, path, init),
      async close() {
        // Requests that were called off still stand in the agent's queue, and each would get a connection of its own.
        for (const name of Object.keys(short.requests)) delete short.requests[name];
        short.destroy();
        long.destroy();
      },
    };
  };
