import { once } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import { connectTo, startMock } from '../../servers/testing.ts';
import { countClientSockets } from './client-sockets.ts';

const start = () => {
  const counter = countClientSockets();
  onTestFinished(() => counter.stop());
  return counter;
};

describe.each(['tcp', 'unix'] as const)('the client’s own count on %s', (socket) => {
  it('follows its sockets from the call to connect until they are closed', async () => {
    await using mock = await startMock('http', { socket });
    const counter = start();
    const destination = { origin: mock.origin, ...(mock.socketPath && { socketPath: mock.socketPath }) };
    const sockets = [1, 2, 3].map(() => connectTo(mock));
    expect(counter.counts(destination)).toMatchObject({ opened: 3, open: 3, toTarget: 3 });
    for (const one of sockets) {
      one.destroy();
      await once(one, 'close');
    }
    expect(counter.counts(destination)).toEqual({ opened: 3, open: 0, toTarget: 0, mostListeners: null });
    const { v } = counter.series(0);
    expect([Math.max(...v), v.at(-1)]).toEqual([3, 0]);
  });
});

it('draws nothing where no socket was opened', () => {
  expect(start().series(0)).toEqual({ t: [], v: [] });
});
