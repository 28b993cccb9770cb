import got, { type Method } from 'got';
import { makeKeepAliveAgent } from './keep-alive-agent.ts';
import type { MakeTransport } from './transport.ts';

export const makeGot: MakeTransport = (options, destination) => {
  const agent = makeKeepAliveAgent(options, destination);
  // One request is one request: got would send a failed GET again, twice, and hide that it failed.
  const client = got.extend({ agent: { http: agent }, retry: { limit: 0 }, throwHttpErrors: false });
  return {
    async request(path, { method = 'GET', headers = {}, body, signal } = {}) {
      const answer = await client(destination.origin + path, {
        method: method as Method,
        headers,
        responseType: 'buffer',
        ...(body === undefined ? {} : { body }),
        ...(signal ? { signal } : {}),
      });
      return { status: answer.statusCode };
    },
    async close() {
      agent.destroy();
    },
  };
};
