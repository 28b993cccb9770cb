import { once } from 'node:events';
import http from 'node:http';
import { describe, expect, it } from 'vitest';
import { eventually } from '../../harness/core/testing/patience.ts';
import { ask, connectTo, cut, startMock } from '../testing.ts';
import { closuresOf } from './testing/wire.ts';

// What a scenario says as `behaviour` is played by faults.

const oneConnection = () => new http.Agent({ keepAlive: true, maxSockets: 1 });

describe.each(['tcp', 'unix'] as const)('a server on %s', (socket) => {
  it('closes an idle connection and says that it was the server', async () => {
    await using mock = await startMock('http', { socket, behaviour: { idleTimeoutMs: 50 } });
    const agent = oneConnection();
    await ask(mock, '/ok', { agent });
    await eventually(
      () => mock.ledger.openCount,
      (open) => open === 0,
    );
    const { closures } = cut(mock);
    expect(closures).toMatchObject([{ by: 'server', reason: 'idle', count: 1 }]);
  });

  it('does not close a connection that never carried a request', async () => {
    await using mock = await startMock('http', { socket, behaviour: { idleTimeoutMs: 30 } });
    const silent = connectTo(mock);
    await once(silent, 'connect');
    const agent = oneConnection();
    await ask(mock, '/ok', { agent });
    // The connection that was used goes; the silent one is still there.
    await eventually(
      () => mock.ledger.openCount,
      (open) => open === 1,
    );
    expect(mock.ledger.openCount).toBe(1);
    silent.destroy();
  });

  it('sends the hint where it is asked for', async () => {
    await using mock = await startMock('http', { socket, behaviour: { keepAliveHint: true, idleTimeoutMs: 7_000 } });
    const { headers } = await ask(mock, '/ok');
    expect(headers['keep-alive']).toBe('timeout=7');
  });

  it('retires a connection after that many requests, and announces it', async () => {
    await using mock = await startMock('http', { socket, behaviour: { maxRequestsPerConnection: 2 } });
    const agent = oneConnection();
    const answers = [];
    for (let request = 0; request < 4; request += 1) answers.push(await ask(mock, '/ok', { agent }));
    expect(answers.map(({ headers }) => headers.connection)).toEqual([undefined, 'close', undefined, 'close']);
    await eventually(
      () => mock.ledger.openCount,
      (open) => open === 0,
    );
    expect(cut(mock)).toMatchObject({
      opened: 2,
      closures: [{ by: 'server', reason: 'rotation', count: 2 }],
    });
  });

  it('announces no idle time with the last answer of a connection', async () => {
    const behaviour = { maxRequestsPerConnection: 1, keepAliveHint: true, idleTimeoutMs: 7_000 };
    await using mock = await startMock('http', { socket, behaviour });
    const { headers } = await ask(mock, '/ok');
    expect([headers.connection, headers['keep-alive']]).toEqual(['close', undefined]);
  });

  it('retires a connection also where its client announces the same end', async () => {
    await using mock = await startMock('http', { socket, behaviour: { maxRequestsPerConnection: 1 } });
    await ask(mock, '/ok', { headers: { Connection: 'close' } });
    expect(await closuresOf(mock)).toMatchObject({ closures: [{ by: 'server', reason: 'rotation', count: 1 }] });
  });

  it('closes the first connections on accept and serves the next one', async () => {
    await using mock = await startMock('http', { socket, behaviour: { refuseFirst: 2 } });
    await expect(ask(mock, '/ok')).rejects.toThrow();
    await expect(ask(mock, '/ok')).rejects.toThrow();
    expect((await ask(mock, '/ok')).status).toBe(200);
    expect(cut(mock).closures).toContainEqual(expect.objectContaining({ by: 'server', reason: 'refused', count: 2 }));
  });
});
