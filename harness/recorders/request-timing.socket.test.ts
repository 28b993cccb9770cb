import { channel, hasSubscribers } from 'node:diagnostics_channel';
import { EventEmitter } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startMock } from '../../servers/testing.ts';
import { HandClock } from '../core/testing/hand-clock.ts';
import { decodeHistogram } from '../record/hdr.ts';
import type { Client } from '../scenario/types.ts';
import { makeTransport } from '../transports/index.ts';
import { timeRequests } from './request-timing.ts';

const LIMITED_TO_ONE = {
  'undici-agent': { connections: 1 },
  'http-agent': { maxSockets: 1 },
  semaphore: { limit: 1, around: { transport: 'undici-agent' } },
  'request-limiter': { limit: 1, around: { transport: 'http-agent' } },
};

/** Listens no longer than the test. */
function time(client: Client, clock = new HandClock()) {
  const timer = timeRequests(client, clock);
  onTestFinished(() => timer.stop());
  return timer;
}

const clientOf = (request: Client['request']): Client => ({ request, close: async () => {} });
const make = (name: string, options: object, { origin, socketPath }: Awaited<ReturnType<typeof startMock>>) =>
  makeTransport(name, { ...options }, { origin, socketPath: socketPath ?? undefined });

describe.each(['tcp', 'unix'] as const)('on %s', (socket) => {
  it.each(Object.entries(LIMITED_TO_ONE))(
    '%s: waiting for a connection is told apart from waiting for the server',
    async (name, options) => {
      await using mock = await startMock('http', { socket });
      const clock = new HandClock();
      const { client, take } = time(await make(name, options, mock), clock);
      // Nothing takes time but the server, 20 ms for each request.
      mock.server.prependListener('request', () => clock.advance(20));
      // Eight requests one after the other: the first waits for none, the last for seven.
      await Promise.all(Array.from({ length: 8 }, () => client.request('/ok', { method: 'POST', body: 'x' })));
      const { histograms: parts, notMeasured } = take();
      expect(notMeasured).toBeNull();
      expect(Object.keys(parts)).toEqual(['queueWait', 'sending', 'firstByte', 'body']);
      const wait = decodeHistogram(parts.queueWait ?? '');
      expect(wait.totalCount).toBe(8);
      // 12.5 per cent a request; the histogram keeps three digits.
      const waitsMs = Array.from({ length: 8 }, (_, turn) => wait.getValueAtPercentile(12.5 * (turn + 1)) / 1_000);
      expect(waitsMs.map(Math.round)).toEqual([0, 20, 40, 60, 80, 100, 120, 140]);
      const firstByte = decodeHistogram(parts.firstByte ?? '');
      expect([0, 100].map((at) => Math.round(firstByte.getValueAtPercentile(at) / 1_000))).toEqual([20, 20]);
      await client.close();
    },
  );
});

/** Starts the next request when one ends, so that it runs in the context of the one before it. */
function limitByCallbacks(inner: Client): Client {
  const waiting: (() => void)[] = [];
  let isBusy = false;
  const next = () => {
    isBusy = false;
    waiting.shift()?.();
  };
  return {
    ...inner,
    request: (path, init) =>
      new Promise((resolve, reject) => {
        const start = () => {
          isBusy = true;
          inner.request(path, init).then(resolve, reject).finally(next);
        };
        if (isBusy) waiting.push(start);
        else start();
      }),
  };
}

it.each(['undici-agent', 'http-agent'])(
  'a limiter that hands requests over in callbacks around %s leaves the parts absent, and it is said why',
  async (name) => {
    await using mock = await startMock('http');
    const { client, take } = time(limitByCallbacks(await make(name, {}, mock)));
    await Promise.all(Array.from({ length: 10 }, () => client.request('/ok')));
    expect(take()).toEqual({
      histograms: {},
      notMeasured: expect.stringMatching(/^time in the queue: only 1 of 10 timed requests could be followed/),
    });
    await client.close();
  },
);

it('a client that publishes nothing leaves the parts absent, and it is said why', async () => {
  const { client, take } = time(clientOf(async () => ({ status: 200 })));
  for (let request = 0; request < 8; request += 1) await client.request('/');
  expect(take()).toEqual({
    histograms: {},
    notMeasured: 'time in the queue: this client does not tell when a request gets its connection',
  });
});

it('requests that fail before they have a connection take nothing from those that are answered', async () => {
  await using mock = await startMock('http');
  const inner = await make('undici-agent', {}, mock);
  const failing = clientOf(async (path, init) => {
    if (path === '/fails') throw new Error('no');
    return inner.request(path, init);
  });
  const { client, take } = time(failing);
  await client.request('/ok');
  for (let request = 0; request < 8; request += 1) await expect(client.request('/fails')).rejects.toThrow('no');
  expect(take()).toMatchObject({ notMeasured: null, histograms: { queueWait: expect.any(String) } });
  await inner.close();
});

it('a Node that tells of a request only when it has its socket has its wait told', async () => {
  // Up to Node 22.11: `start` comes after the event 'socket', and nothing before it.
  const clock = new HandClock();
  const { client, take } = time(
    clientOf(async () => {
      clock.advance(5);
      const request = Object.assign(new EventEmitter(), { socket: { connecting: false } });
      channel('http.client.request.start').publish({ request });
      request.emit('finish');
      return { status: 200 };
    }),
    clock,
  );
  await client.request('/');
  expect(take()).toMatchObject({ notMeasured: null, histograms: { queueWait: expect.any(String) } });
});

it('what was begun before the parts were taken is not among those that were begun after', async () => {
  await using mock = await startMock('http');
  const { client, take } = time(await make('undici-agent', {}, mock));
  const early = client.request('/ok?delayMs=20');
  take();
  await early;
  expect(take()).toEqual({ histograms: {}, notMeasured: null });
  await client.close();
});

it('a request that was given up keeps nobody listening', async () => {
  const giveUp = new AbortController();
  const clock = new HandClock();
  const { client } = time(
    clientOf((path) => (path === '/hang' ? new Promise(() => {}) : Promise.resolve({ status: 200 }))),
    clock,
  );
  void client.request('/hang', { signal: giveUp.signal });
  const isHeard = () => hasSubscribers('undici:request:headers');
  const sendMany = async () => {
    for (let request = 0; request < 1_000; request += 1) await client.request('/');
    return isHeard();
  };
  expect(await sendMany()).toBe(true);
  // Enough were timed in a row that the next ones are not.
  clock.advance(20);
  expect(await sendMany()).toBe(true);
  giveUp.abort();
  expect(await sendMany()).toBe(false);
});
