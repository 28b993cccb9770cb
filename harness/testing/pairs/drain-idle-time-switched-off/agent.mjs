import { Agent } from 'node:http';
import { get } from '../get.mjs';

const IDLE_MS = 300;

/**
 * Its connections are made with a time-out, which Node's Agent switches off as soon as they fall idle, unless it is set
 * again.
 */
export const make = ({ again }) =>
  class extends Agent {
    createConnection(...args) {
      const socket = super.createConnection(...args);
      return socket.setTimeout(IDLE_MS, () => socket.destroy());
    }

    keepSocketAlive(socket) {
      const isKept = super.keepSocketAlive(socket);
      if (again) socket.setTimeout(IDLE_MS);
      return isKept;
    }
  };

export const clientOf = (IdleAgent) => async (options) => {
  const agent = new IdleAgent({ keepAlive: true, maxSockets: options.connections });
  return {
    request: (path, init) => get({ ...options, agent }, path, init),
    async close() {
      agent.destroy();
    },
  };
};
