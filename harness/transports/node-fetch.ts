import fetch, { type BodyInit } from 'node-fetch';
import { makeKeepAliveAgent } from './keep-alive-agent.ts';
import type { MakeTransport } from './transport.ts';

export const makeNodeFetch: MakeTransport = (options, destination) => {
  const agent = makeKeepAliveAgent(options, destination);
  return {
    async request(path, { method = 'GET', headers = {}, body, signal } = {}) {
      const response = await fetch(destination.origin + path, {
        agent,
        method,
        headers,
        body: (body ?? null) as BodyInit | null,
        signal: signal ?? null,
      });
      await response.arrayBuffer();
      return { status: response.status };
    },
    async close() {
      agent.destroy();
    },
  };
};
