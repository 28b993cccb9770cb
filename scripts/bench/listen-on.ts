import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Address {
  origin: string;
  socketPath: string | null;
}

/** Listens on a free loopback port, or on `socketPath`. */
export async function listenOn(server: Server, socketPath: string | null): Promise<Address> {
  server.listen(socketPath ? { path: socketPath } : { host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  if (socketPath) return { origin: 'http://localhost', socketPath };
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, socketPath: null };
}
