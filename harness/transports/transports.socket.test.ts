import { describe, expect, it } from 'vitest';
import { startMock } from '../../servers/testing.ts';
import { holdTimers } from '../core/testing/held-timers.ts';
import { eventually } from '../core/testing/patience.ts';
import type { Client } from '../scenario/types.ts';
import { makeTransport } from './index.ts';

const LIMITED = {
  'undici-agent': { connections: 3 },
  'undici-fetch': { connections: 3 },
  'undici-stream': { connections: 3 },
  'undici-pipeline': { connections: 3 },
  'undici-dispatch': { connections: 3 },
  'http-agent': { maxSockets: 3 },
  got: { maxSockets: 3 },
  axios: { maxSockets: 3 },
  'node-fetch': { maxSockets: 3 },
  superagent: { maxSockets: 3 },
  'no-keep-alive': { maxSockets: 3 },
  semaphore: { limit: 3, around: { transport: 'undici-agent' } },
  'request-limiter': { limit: 3, around: { transport: 'http-agent' } },
  'pool-manager': { clients: 3, connectionsPerClient: 1 },
} as const;

async function burst(client: Client): Promise<number[]> {
  const answers = await Promise.all(Array.from({ length: 12 }, () => client.request('/ok?delayMs=10')));
  return answers.map(({ status }) => status);
}

describe.each(['tcp', 'unix'] as const)('on %s', (socket) => {
  it.each(Object.entries(LIMITED))(
    '%s answers every request over at most 3 busy connections and leaves none',
    async (name, options) => {
      await using mock = await startMock('http', { socket });
      const client = await makeTransport(name, options, {
        origin: mock.origin,
        socketPath: mock.socketPath ?? undefined,
      });
      expect(await burst(client)).toEqual(Array.from({ length: 12 }, () => 200));
      expect(mock.ledger.takeWindow(0, 0).activePeak).toBeLessThanOrEqual(3);
      await client.close();
      expect(
        await eventually(
          () => mock.ledger.openCount,
          (open) => open === 0,
        ),
      ).toBe(0);
    },
  );

  it.each(Object.entries(LIMITED).filter(([name]) => name !== 'no-keep-alive'))(
    '%s reads a body of any size to its end, and uses the connection again',
    async (name, options) => {
      await using mock = await startMock('http', { socket });
      const destination = { origin: mock.origin, socketPath: mock.socketPath ?? undefined };
      const client = await makeTransport(name, options, destination);
      // More than a megabyte is more than any default at which a library stops reading.
      for (let turn = 0; turn < 6; turn += 1) await client.request('/big?bytes=1500000');
      expect(mock.ledger.takeWindow(0, 0)).toMatchObject({ requests: 6, closed: 0 });
      await client.close();
    },
  );

  it.each(Object.entries(LIMITED))('%s rejects an answer that the server breaks off', async (name, options) => {
    await using mock = await startMock('http', { socket, behaviour: { faults: [{ kind: 'reset', at: 'mid-body' }] } });
    const destination = { origin: mock.origin, socketPath: mock.socketPath ?? undefined };
    const client = await makeTransport(name, options, destination);
    await expect(client.request('/big?bytes=100000')).rejects.toThrow();
    await client.close();
  });

  it.each(Object.entries(LIMITED))('%s rejects an answer that its caller calls off midway', async (name, options) => {
    await using mock = await startMock('http', { socket });
    const destination = { origin: mock.origin, socketPath: mock.socketPath ?? undefined };
    const client = await makeTransport(name, options, destination);
    const caller = new AbortController();
    const calledOff = expect(client.request('/stream', { signal: caller.signal })).rejects.toThrow();
    // The head of the stream has come when later requests have been answered, over the other connections.
    for (let turn = 0; turn < 2; turn += 1) await client.request('/ok');
    caller.abort(new Error('called off'));
    await calledOff;
    await client.close();
  });

  it('no-keep-alive opens a connection for each request, also where others wait for one', async () => {
    await using mock = await startMock('http', { socket });
    const destination = { origin: mock.origin, socketPath: mock.socketPath ?? undefined };
    const client = await makeTransport('no-keep-alive', { maxSockets: 3 }, destination);
    await burst(client);
    expect(mock.ledger.takeWindow(0, 0)).toMatchObject({ opened: 12, requests: 12 });
    await client.close();
  });

  it('built-in fetch opens as many connections as there are requests, and gives them back', async () => {
    const timers = holdTimers();
    await using mock = await startMock('http', { socket });
    const client = await makeTransport('fetch', {}, { origin: mock.origin, socketPath: mock.socketPath ?? undefined });
    const answers = burst(client);
    // The last request is there before the first answer, however busy the machine is.
    expect(
      await eventually(
        () => mock.ledger.activeCount,
        (active) => active === 12,
      ),
    ).toBe(12);
    timers.advance(10);
    expect(await answers).toHaveLength(12);
    expect(mock.ledger.takeWindow(0, 0).activePeak).toBe(12);
    await client.close();
    expect(
      await eventually(
        () => mock.ledger.openCount,
        (open) => open === 0,
      ),
    ).toBe(0);
  });

  it.each(Object.entries(LIMITED))('%s sends method, headers and body', async (name, options) => {
    await using mock = await startMock('loki', { socket });
    const client = await makeTransport(name, options, {
      origin: mock.origin,
      socketPath: mock.socketPath ?? undefined,
    });
    const headers = { 'Content-Type': 'application/json' };
    const now = `${Date.now()}000000`;
    const body = JSON.stringify({ streams: [{ stream: { app: 'x' }, values: [[now, 'line']] }] });
    expect(await client.request('/loki/api/v1/push', { method: 'POST', headers, body })).toEqual({ status: 204 });
    const bytes = new TextEncoder().encode(body);
    expect(await client.request('/loki/api/v1/push', { method: 'POST', headers, body: bytes })).toEqual({
      status: 204,
    });
    expect((await client.request('/loki/api/v1/push', { method: 'POST', headers, body: 'no json' })).status).toBe(400);
    await client.close();
  });

  it.each(Object.entries(LIMITED))(
    '%s rejects a request that is called off, and sends the next',
    async (name, options) => {
      await using mock = await startMock('http', { socket });
      const client = await makeTransport(name, options, {
        origin: mock.origin,
        socketPath: mock.socketPath ?? undefined,
      });
      const caller = new AbortController();
      const silent = Array.from({ length: 3 }, () => client.request('/hang', { signal: caller.signal }));
      const calledOff = Promise.allSettled(silent);
      await eventually(
        () => mock.ledger.activeCount,
        (active) => active === 3,
      );
      caller.abort(new Error('called off'));
      expect((await calledOff).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
      expect(await client.request('/ok')).toEqual({ status: 200 });
      await client.close();
    },
  );
});

describe('a request that waits', () => {
  it.each(Object.entries(LIMITED).filter(([, options]) => 'connections' in options))(
    '%s lets go of one that was called off, and the next one gets its turn',
    async (name, options) => {
      await using mock = await startMock('http');
      const client = await makeTransport(name, { ...options, connections: 1 }, { origin: mock.origin });
      const caller = new AbortController();
      const first = client.request('/ok?delayMs=50');
      const second = client.request('/ok', { signal: caller.signal });
      const third = client.request('/ok');
      caller.abort(new Error('called off'));
      await expect(second).rejects.toThrow();
      expect([(await first).status, (await third).status]).toEqual([200, 200]);
      expect(mock.ledger.takeWindow(0, 0).requests).toBe(2);
      await client.close();
    },
  );

  it('leaves the request-limiter at once when it is called off, and the next one gets its turn', async () => {
    await using mock = await startMock('http');
    const around = { transport: 'undici-agent', connections: 1 };
    const client = await makeTransport('request-limiter', { limit: 1, around }, { origin: mock.origin });
    const caller = new AbortController();
    const first = client.request('/ok?delayMs=50');
    const second = client.request('/ok', { signal: caller.signal });
    const third = client.request('/ok');
    caller.abort(new Error('called off'));
    await expect(second).rejects.toThrow('called off');
    expect([(await first).status, (await third).status]).toEqual([200, 200]);
    expect(mock.ledger.takeWindow(0, 0).requests).toBe(2);
    await client.close();
  });
});
