import { describe, expect, it } from 'vitest';
import { startMock } from '../../servers/testing.ts';
import { decodeHistogram } from '../record/hdr.ts';
import { makeTransport } from '../transports/index.ts';
import { timeRequests } from './request-timing.ts';

const LIMITED_TO_ONE = {
  'undici-agent': { connections: 1 },
  'http-agent': { maxSockets: 1 },
  semaphore: { limit: 1, around: { transport: 'undici-agent' } },
  'request-limiter': { limit: 1, around: { transport: 'http-agent' } },
};

describe.each(['tcp', 'unix'] as const)('on %s', (socket) => {
  it.each(Object.entries(LIMITED_TO_ONE))(
    '%s: waiting for a connection is told apart from waiting for the server',
    async (name, options) => {
      await using mock = await startMock('http', { socket });
      const made = await makeTransport(name, options, {
        origin: mock.origin,
        socketPath: mock.socketPath ?? undefined,
      });
      const { client, take } = timeRequests(made);
      // Eight requests one after the other: the first waits for none, the last for seven.
      await Promise.all(
        Array.from({ length: 8 }, () => client.request('/ok?delayMs=20', { method: 'POST', body: 'x' })),
      );
      const parts = take();
      expect(Object.keys(parts)).toEqual(['queueWait', 'sending', 'firstByte', 'body']);
      const wait = decodeHistogram(parts.queueWait ?? '');
      expect(wait.totalCount).toBe(8);
      // Each request takes the server at least 20 ms, so that these are bounds from below, however busy the machine is.
      expect(wait.getValueAtPercentile(51)).toBeGreaterThan(55_000);
      expect(wait.getValueAtPercentile(100)).toBeGreaterThan(130_000);
      expect(decodeHistogram(parts.firstByte ?? '').getValueAtPercentile(0)).toBeGreaterThan(18_000);
      await client.close();
    },
  );
});

it('a client that publishes nothing leaves the parts absent', async () => {
  const { client, take } = timeRequests({ request: async () => ({ status: 200 }), close: async () => {} });
  for (let request = 0; request < 8; request += 1) await client.request('/');
  expect(take()).toEqual({});
});
