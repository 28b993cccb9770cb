import { expect, it } from 'vitest';
import { startMock } from '../../servers/testing.ts';
import { makeTransport } from '../transports/index.ts';
import { goesTo } from './client-sockets.ts';
import { lookAtGlobalDispatcher, watchUndiciClients } from './undici-clients.ts';

it('the effective settings of undici are read from its clients, once for each of them, and only of those that matter', async () => {
  await using mock = await startMock('http');
  await using elsewhere = await startMock('http');
  const { read } = watchUndiciClients((socket) => goesTo({ origin: mock.origin }, socket));
  const options = { connections: 1, keepAliveTimeout: 1_234, headersTimeout: 0, maxRequestsPerClient: 10 };
  for (const { origin } of [mock, elsewhere]) {
    const client = await makeTransport('undici-agent', options, { origin });
    await client.request('/ok');
    await client.request('/ok');
    await client.close();
  }
  const settings = {
    keepAliveTimeoutMs: 1_234,
    headersTimeoutMs: 0,
    bodyTimeoutMs: 300_000,
    pipelining: 1,
    maxRequestsPerClient: 10,
  };
  expect(read()).toEqual([{ ...settings, count: 1 }]);
});

it('the defaults of built-in fetch are read too, which nobody has written down', async () => {
  await using mock = await startMock('http');
  const { read } = watchUndiciClients((socket) => goesTo({ origin: mock.origin }, socket));
  const client = await makeTransport('fetch', {}, { origin: mock.origin });
  await client.request('/ok');
  expect(read()).toMatchObject([{ count: 1, keepAliveTimeoutMs: 4_000, headersTimeoutMs: 300_000 }]);
  expect(lookAtGlobalDispatcher(mock.origin)).toEqual({ connections: null, isToTarget: true });
  expect(lookAtGlobalDispatcher('http://127.0.0.1:1')).toEqual({ connections: null });
  await client.close();
});
