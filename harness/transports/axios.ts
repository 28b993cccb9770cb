import axios from 'axios';
import { makeKeepAliveAgent } from './keep-alive-agent.ts';
import type { MakeTransport } from './transport.ts';

export const makeAxios: MakeTransport = (options, destination) => {
  const agent = makeKeepAliveAgent(options, destination);
  const client = axios.create({
    httpAgent: agent,
    // axios obeys http_proxy, which would take the load off this machine.
    proxy: false,
    responseType: 'arraybuffer',
    validateStatus: null,
    // A JSON content type makes axios parse and print the body again; it is to be sent as it is.
    transformRequest: (body?: string | Uint8Array) => (body instanceof Uint8Array ? Buffer.from(body) : body),
  });
  return {
    async request(path, { method = 'GET', headers = {}, body, signal } = {}) {
      const answer = await client.request({
        url: destination.origin + path,
        method,
        headers,
        ...(body === undefined ? {} : { data: body }),
        ...(signal ? { signal } : {}),
      });
      return { status: answer.status };
    },
    async close() {
      agent.destroy();
    },
  };
};
