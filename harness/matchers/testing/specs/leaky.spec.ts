import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Agent, request } from 'undici';
import { it } from 'vitest';
import { noLeakedConnections } from '../../vitest.ts';

// Leaves a connection that keeps no process alive, a server, a timer and a listener.

it('sends a request and closes nothing', async () => {
  const server = createServer((_, response) => void response.end('hello'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const { body } = await request(`http://127.0.0.1:${port}/`, { dispatcher: new Agent({ keepAliveTimeout: 60_000 }) });
  await body.dump();
  setInterval(() => {}, 60_000);
  process.on('SIGUSR2', () => {});
});

noLeakedConnections({ waitMs: 50 });
