import { Agent } from 'node:http';
import { get } from '../get.mjs';

/** Settles when the caller gives up, while the request runs on. */
function orGivenUp(sent, signal) {
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(signal.reason);
    signal?.addEventListener('abort', giveUp);
    sent.then(resolve, reject).finally(() => signal?.removeEventListener('abort', giveUp));
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
        const leave = () => {
          waiting.splice(waiting.indexOf(enter), 1);
          reject(signal.reason);
        };
        const enter = () => {
          signal?.removeEventListener('abort', leave);
          resolve();
        };
        waiting.push(enter);
        signal?.addEventListener('abort', leave);
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
