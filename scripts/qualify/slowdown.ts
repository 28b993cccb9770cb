import { Agent, get } from 'node:http';
import { type Client, type CreateClient, defineScenario } from '../../harness/index.ts';

// The mock answers after 100 ms, and after 120 for the client that asks it to. Neither client nor mock is ever short of
// a core by itself, so that the slowdown is 20 % whatever the neighbours do.
const PLAIN_MS = 100;
const SLOWER_MS = 120;

/** The same client of node:http for all; only the mock's delay is not the same. */
function clientAsking(delayMs: number): CreateClient {
  return ({ origin, connections }): Client => {
    const agent = new Agent({ keepAlive: true, maxSockets: connections });
    const request = (path: string) =>
      new Promise<{ status: number }>((resolve, reject) => {
        const sent = get(`${origin}${path}?delayMs=${delayMs}`, { agent }, (response) => {
          response.resume();
          response.once('end', () => resolve({ status: response.statusCode ?? 0 }));
          response.once('error', reject);
        });
        sent.once('error', reject);
      });
    return { request, close: async () => agent.destroy() };
  };
}

export default defineScenario({
  name: 'slowdown',
  about: 'A known slowdown of 20 % and a no-op, to qualify comparisons by.',
  target: { kind: 'http' },
  load: { concurrency: 20, duration: '1s' },
  configurations: {
    plain: { client: clientAsking(PLAIN_MS), connections: 20 },
    slower: { client: clientAsking(SLOWER_MS), connections: 20 },
    'no-op': { client: clientAsking(PLAIN_MS), connections: 20 },
  },
});
