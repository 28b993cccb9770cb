import { defineScenario, docker, httpAgent, undiciAgent } from '../harness/index.ts';

export default defineScenario({
  name: 'sustained',
  about: 'A minute of load for each client, or hours with --duration: does anything grow?',
  tags: [],
  target: docker(),
  load: { concurrency: 200, duration: '1m', warmup: '2s' },
  growth: { cycles: 12, requests: 500 },
  configurations: {
    'capped-50': undiciAgent({ connections: 50 }),
    'http-agent-50': httpAgent({ maxSockets: 50, maxFreeSockets: 10, timeout: 90_000 }),
  },
});
