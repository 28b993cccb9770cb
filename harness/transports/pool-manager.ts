import { Pool } from 'undici';
import { readAndForget } from './read-and-forget.ts';
import type { MakeTransport } from './transport.ts';

export const makePoolManager: MakeTransport = (options, { origin, socketPath }) => {
  const { clients, connectionsPerClient } = options as { clients: number; connectionsPerClient: number };
  const connect = socketPath ? { connect: { socketPath } } : {};
  const pools = Array.from(
    { length: clients },
    () => new Pool(origin, { connections: connectionsPerClient, ...connect }),
  );
  let turn = 0;
  return {
    async request(path, { method = 'GET', headers, body, signal } = {}) {
      const pool = pools[turn++ % pools.length] as Pool;
      const response = await pool.request({
        path,
        method: method as 'GET',
        headers: headers ?? null,
        body: body ?? null,
        signal: signal ?? null,
      });
      await readAndForget(response.body);
      return { status: response.statusCode };
    },
    async close() {
      await Promise.all(pools.map((pool) => pool.close()));
    },
  };
};
