import { Agent } from 'node:http';
import { connect } from 'node:net';
import { get } from '../get.mjs';

export async function createClient({ origin, socketPath, connections }) {
  const { hostname, port } = new URL(origin);
  const where = socketPath ? { path: socketPath } : { host: hostname, port };
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  let requests = 0;
  return {
    request(path, init) {
      requests += 1;
      // Is the server there?
      if (requests % 100 === 0)
        connect(where, function found() {
          this.destroy();
        });
      return get({ origin, socketPath, agent }, path, init);
    },
    async close() {
      agent.destroy();
    },
  };
}
