import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Agent, request } from 'undici';
import { afterAll, beforeAll, it } from 'vitest';
import { noLeakedConnections } from '../../vitest.ts';

// All that it opens is closed by its hooks, which is what `noLeakedConnections` waits for.

const server = createServer((_, response) => void response.end('hello'));
const dispatcher = new Agent();
beforeAll(async () => void (await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))));
afterAll(async () => {
  await dispatcher.close();
  server.close();
});

it('sends a request', async () => {
  const { port } = server.address() as AddressInfo;
  const { body } = await request(`http://127.0.0.1:${port}/`, { dispatcher });
  await body.dump();
});

noLeakedConnections();
