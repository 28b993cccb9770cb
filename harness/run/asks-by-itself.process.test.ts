import { expect, it } from 'vitest';
import { playModule } from '../testing/play-module.ts';

const IDLE_MS = 1_500;

/** Asks after its target's health all the time, much more often than it gives up an idle connection. */
const WATCHFUL = `
  import http from 'node:http';
  export function createClient({ origin, connections }) {
    const agent = new http.Agent({ keepAlive: true, maxSockets: connections, timeout: ${IDLE_MS} });
    const ask = (path, signal) => new Promise((resolve, reject) => {
      http.request(origin + path, { agent, signal }, (answer) => {
        answer.resume().once('end', () => resolve({ status: answer.statusCode })).once('error', reject);
      }).once('error', reject).end();
    });
    const watching = setInterval(() => ask('/ok?delayMs=20').catch(() => {}), 150);
    return {
      request: (path, { signal } = {}) => ask(path, signal),
      close() {
        clearInterval(watching);
        agent.destroy();
      },
    };
  }
`;

it('a client that asks after the health of its target by itself is accused of nothing by that', async () => {
  const scenario = {
    name: 'watchful',
    target: { kind: 'http' },
    requests: [{ path: '/ok?delayMs=10' }],
    load: { concurrency: 9, requests: 200, warmup: '0s', deadlineMs: 20_000 },
    growth: { cycles: 0 },
    probe: true,
  };
  const { checks } = await playModule(WATCHFUL, scenario, 3);
  expect(checks.filter(({ status }) => status === 'fail')).toEqual([]);
  // Whether one of its connections is there at the very look is for the machine to say.
  expect(checks.find(({ name }) => name === 'drain')).toMatchObject({
    status: 'pass',
    summary: expect.stringMatching(/client's own idle time of 1\.5 s(, but \d over which it went on by itself)?\.$/),
  });
});
