import { type Agent, request } from 'node:http';
import type { ClosableClient, RequestInit } from '../scenario/types.ts';
import type { Destination } from './transport.ts';

/** A client of node:http with the given Agent; what the Agent keeps is the only difference between its users. */
export function makeNodeHttpClient(agent: Agent, { origin, socketPath }: Destination): ClosableClient {
  const { hostname, port } = new URL(origin);
  const where = socketPath ? { socketPath } : { hostname, port };
  return {
    request: (path, { method = 'GET', headers = {}, body, signal }: RequestInit = {}) =>
      new Promise((resolve, reject) => {
        const outgoing = request(
          { ...where, agent, method, path, headers, ...(signal ? { signal } : {}) },
          (response) => {
            response.once('end', () => resolve({ status: response.statusCode ?? 0 }));
            response.once('error', reject);
            response.resume();
          },
        );
        outgoing.once('error', reject);
        outgoing.end(body);
      }),
    async close() {
      agent.destroy();
    },
  };
}
