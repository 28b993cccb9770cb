import { Agent } from 'node:http';
import { connect } from 'node:net';
import { get } from '../get.mjs';

export async function createClient({ origin, socketPath, connections }) {
  const { hostname, port } = new URL(origin);
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const spares = [];
  return {
    request(path) {
      // Meant for the next request, which asks the agent.
      spares.push(connect(socketPath ? { path: socketPath } : { host: hostname, port }));
      return get({ origin, socketPath, agent }, path);
    },
    async close() {
      agent.destroy();
      for (const spare of spares) spare.destroy();
    },
  };
}
