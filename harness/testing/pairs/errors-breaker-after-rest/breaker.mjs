import { Agent } from 'node:http';
import { get } from '../get.mjs';

const SILENT_AFTER_MS = 25;

/**
 * A breaker that takes silence for trouble: after it one request goes ahead, and `others` says what the others do
 * meanwhile.
 */
export const make =
  (others) =>
  async ({ origin, socketPath, connections }) => {
    const agent = new Agent({ keepAlive: true, maxSockets: connections });
    let inFlight = 0;
    let silentSince = Number.POSITIVE_INFINITY;
    let trial;
    const send = async (path, init) => {
      inFlight += 1;
      try {
        return await get({ origin, socketPath, agent }, path, init);
      } finally {
        inFlight -= 1;
        silentSince = performance.now();
      }
    };
    return {
      async request(path, init) {
        if (trial) await others(trial);
        if (inFlight > 0 || performance.now() - silentSince <= SILENT_AFTER_MS) return send(path, init);
        trial = send(path, init).finally(() => {
          trial = undefined;
        });
        return trial;
      },
      async close() {
        agent.destroy();
      },
    };
  };
