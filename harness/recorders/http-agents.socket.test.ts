import { Agent, get } from 'node:http';
import { expect, it } from 'vitest';
import { startMock } from '../../servers/testing.ts';
import { watchHttpAgents } from './http-agents.ts';

it('the settings of Agents are read from the live objects, each kind once', async () => {
  await using mock = await startMock('http');
  const read = watchHttpAgents();
  const ask = (agent: Agent) =>
    new Promise((resolve, reject) => {
      get(`${mock.origin}/ok`, { agent }, (answer) => answer.resume().once('end', resolve)).once('error', reject);
    });
  const alike = Array.from({ length: 3 }, () => new Agent({ keepAlive: true, maxSockets: 2, timeout: 500 }));
  const other = new Agent({ maxTotalSockets: 4 });
  for (const agent of [...alike, ...alike, other]) await ask(agent);
  const base = { maxFreeSockets: 256 };
  expect(read()).toEqual([
    { ...base, count: 3, maxSockets: 2, maxTotalSockets: null, keepAlive: true, timeoutMs: 500 },
    { ...base, count: 1, maxSockets: null, maxTotalSockets: 4, keepAlive: false, timeoutMs: null },
  ]);
  for (const agent of [...alike, other]) agent.destroy();
});
