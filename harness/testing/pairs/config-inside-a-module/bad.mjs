import { Pool } from 'undici';

export async function createClient({ origin, socketPath, connections }) {
  const pool = new Pool(origin, {
    connections,
    keepAliveTimeout: 60_000,
    ...(socketPath && { connect: { socketPath } }),
  });
  return {
    async request(path, { method = 'GET', signal } = {}) {
      const response = await pool.request({ path, method, signal });
      await response.body.dump();
      return { status: response.statusCode };
    },
    close: () => pool.close(),
  };
}
