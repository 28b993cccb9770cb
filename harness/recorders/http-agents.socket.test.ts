import { Agent, get, type RequestOptions } from 'node:http';
import type { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { startMock } from '../../servers/testing.ts';
import { watchHttpAgents } from './http-agents.ts';

it('the settings of Agents are read from the live objects, each kind once', async () => {
  await using mock = await startMock('http');
  const { read } = watchHttpAgents();
  const ask = (agent: Agent) =>
    new Promise((resolve, reject) => {
      get(`${mock.origin}/ok`, { agent }, (answer) => answer.resume().once('end', resolve)).once('error', reject);
    });
  const alike = Array.from({ length: 3 }, () => new Agent({ keepAlive: true, maxSockets: 2, timeout: 500 }));
  const other = new Agent({ maxTotalSockets: 4 });
  for (const agent of [...alike, ...alike, other]) await ask(agent);
  const base = { maxFreeSockets: 256, freeSocketTimeoutMs: null, isGlobal: false };
  expect(read().http).toEqual([
    { ...base, count: 3, maxSockets: 2, maxTotalSockets: null, keepAlive: true, timeoutMs: 500 },
    { ...base, count: 1, maxSockets: null, maxTotalSockets: 4, keepAlive: false, timeoutMs: null },
  ]);
  for (const agent of [...alike, other]) agent.destroy();
});

describe.each(['tcp', 'unix'] as const)('the time-out that the connections of an Agent are made with on %s', (kind) => {
  const readAfter = async (agent: Agent, options: RequestOptions = {}) => {
    await using mock = await startMock('http', { socket: kind });
    const { read } = watchHttpAgents();
    const { hostname, port } = new URL(mock.origin);
    const where = mock.socketPath ? { socketPath: mock.socketPath } : { hostname, port };
    await new Promise((resolve, reject) => {
      const asking = get({ ...where, path: '/ok', agent, ...options }, (answer) =>
        answer.resume().once('end', resolve),
      );
      // As many do to give a silent server up: no promise of the pool.
      asking.once('error', reject).once('socket', (socket) => socket.setTimeout(777));
    });
    agent.destroy();
    return read().connectionTimeoutMs;
  };

  class IdleAgent extends Agent {
    override createConnection(...args: Parameters<Agent['createConnection']>) {
      return (super.createConnection(...args) as Socket).setTimeout(300);
    }
  }

  it('is read where only their maker asked for it', async () => {
    expect(await readAfter(new IdleAgent({ keepAlive: true }))).toBe(300);
  });

  it('is nothing where Agent or request asked for it, or the owner of a request later', async () => {
    expect(await readAfter(new Agent({ keepAlive: true, timeout: 400 }))).toBeNull();
    expect(await readAfter(new Agent({ keepAlive: true }), { timeout: 400 })).toBeNull();
    expect(await readAfter(new Agent({ keepAlive: true }))).toBeNull();
  });
});
