import { Agent } from 'node:http';
import { get } from '../get.mjs';

/** A limiter by hand; `next` takes the one who is served next from those who wait. */
export const make =
  (next) =>
  async ({ origin, socketPath, connections }) => {
    const agent = new Agent({ keepAlive: true, maxSockets: connections });
    const waiting = [];
    let free = connections;
    return {
      async request(path, init) {
        if (free > 0) free -= 1;
        else await new Promise((resolve) => waiting.push(resolve));
        try {
          return await get({ origin, socketPath, agent }, path, init);
        } finally {
          const turn = next(waiting);
          if (turn) turn();
          else free += 1;
        }
      },
      async close() {
        agent.destroy();
      },
    };
  };
