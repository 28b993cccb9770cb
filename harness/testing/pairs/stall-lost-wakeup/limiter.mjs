import { Agent } from 'node:http';
import { get } from '../get.mjs';

/** A limiter by hand; `release` says whether a request that came back with this status gives its slot back. */
export const make =
  (release) =>
  async ({ origin, socketPath, connections }) => {
    const agent = new Agent({ keepAlive: true, maxSockets: connections });
    const waiting = [];
    let free = connections;
    return {
      async request(path) {
        if (free > 0) free -= 1;
        else await new Promise((resolve) => waiting.push(resolve));
        const { status } = await get({ origin, socketPath, agent }, path);
        if (release(status)) {
          const next = waiting.shift();
          if (next) next();
          else free += 1;
        }
        return { status };
      },
      async close() {
        agent.destroy();
      },
    };
  };
