import { createServer } from 'node:http';
import { after, it } from 'node:test';
import { expect, noLeakedConnections } from '../node-test.ts';
import { healthy, leaky } from './clients.ts';

const server = createServer(() => {});
after(() => server.close());

it('a healthy client', async () => {
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  await expect(healthy).toHoldItsPool({ connections: 2, concurrency: 8 });
});

it('a broken client', async () => {
  await expect(leaky).not.toReuseConnections({ connections: 2, concurrency: 8 });
});

noLeakedConnections();
