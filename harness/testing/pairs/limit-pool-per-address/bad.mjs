import { Agent, interceptors, request } from 'undici';

export async function createClient({ origin, socketPath, connections }) {
  const dispatcher = new Agent({ connections, connect: { socketPath } }).compose(interceptors.dns());
  return {
    async request(path, { method = 'GET', headers, body, signal } = {}) {
      const response = await request(origin + path, { dispatcher, method, headers, body, signal });
      await response.body.dump({ limit: Number.MAX_SAFE_INTEGER });
      return { status: response.statusCode };
    },
    close: () => dispatcher.close(),
  };
}
