import { Agent } from 'node:http';
import { get } from '../../../testing/pairs/get.mjs';

export async function createClient({ origin, socketPath }) {
  const agent = new Agent({ keepAlive: false });
  return {
    request: (path) => get({ origin, socketPath, agent }, path),
    async close() {},
  };
}
