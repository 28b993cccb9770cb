import { Agent, request } from 'undici';
import type { CreateClient } from '../../scenario/types.ts';

/** Holds its limit, uses its connections again, and closes them. */
export const healthy: CreateClient = ({ origin, connections }) => {
  const dispatcher = new Agent({ connections });
  return {
    async request(path, init = {}) {
      const { method = 'GET', ...rest } = init;
      const { statusCode, body } = await request(origin + path, { ...rest, method: method as 'GET', dispatcher });
      await body.dump();
      return { status: statusCode };
    },
    close: () => dispatcher.close(),
  };
};

/** A pool for each request, which nobody closes. */
export const leaky: CreateClient = ({ origin, connections }) => ({
  async request(path, { signal } = {}) {
    const dispatcher = new Agent({ connections });
    const { statusCode, body } = await request(origin + path, { dispatcher, ...(signal ? { signal } : {}) });
    await body.dump();
    return { status: statusCode };
  },
  close: async () => {},
});
