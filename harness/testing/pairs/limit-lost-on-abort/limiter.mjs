import { Agent } from 'node:http';
import { get } from '../get.mjs';

/** Settles when the caller gives up, while the request runs on. */
function orGivenUp(sent, signal) {
  return new Promise((resolve, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason));
    sent.then(resolve, reject);
  });
}

/** A limiter by hand; `ends` says whether a request that its caller has given up ends with it. */
export const make =
  (ends) =>
  async ({ origin, socketPath, connections }) => {
    const agent = new Agent({ keepAlive: true, maxFreeSockets: connections });
    const waiting = [];
    let free = connections;
    const release = () => {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    };
    const turn = (signal) =>
      new Promise((resolve, reject) => {
        waiting.push(resolve);
        signal?.addEventListener('abort', () => {
          const place = waiting.indexOf(resolve);
          if (place >= 0) waiting.splice(place, 1);
          reject(signal.reason);
        });
      });
    return {
      async request(path, { signal } = {}) {
        if (free > 0) free -= 1;
        else await turn(signal);
        const sent = get({ origin, socketPath, agent }, path, ends ? { signal } : {});
        try {
          return await (ends ? sent : orGivenUp(sent, signal));
        } finally {
          release();
        }
      },
      async close() {
        agent.destroy();
      },
    };
  };
