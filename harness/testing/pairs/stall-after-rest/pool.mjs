import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { get } from '../get.mjs';

const ASLEEP_AFTER_MS = 25;

/** A pool that goes to sleep when nothing was asked of it for a while, and takes this long to wake. */
export const make =
  (wakesInMs) =>
  async ({ origin, socketPath, connections }) => {
    const agent = new Agent({ keepAlive: true, maxSockets: connections });
    let inFlight = 0;
    let restingSince = Number.POSITIVE_INFINITY;
    let awake = Promise.resolve();
    return {
      async request(path, init) {
        if (inFlight === 0 && performance.now() - restingSince > ASLEEP_AFTER_MS) awake = sleep(wakesInMs);
        inFlight += 1;
        try {
          await awake;
          return await get({ origin, socketPath, agent }, path, init);
        } finally {
          inFlight -= 1;
          restingSince = performance.now();
        }
      },
      async close() {
        agent.destroy();
      },
    };
  };
