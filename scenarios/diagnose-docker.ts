import { builtInFetch, defineScenario, docker, httpAgent, noKeepAlive, undiciAgent } from '../harness/index.ts';

export default defineScenario({
  name: 'diagnose-docker',
  about: 'A dashboard on the Docker socket: 200 lists of containers at a time through pools of 50 connections.',
  tags: ['default', 'nightly'],
  // Listing containers takes dockerd milliseconds; without them requests would not overlap at the server.
  target: docker({ behaviour: { delayMs: 5 } }),
  load: { concurrency: 200, duration: '1s', warmup: '300ms' },
  configurations: {
    'capped-50': undiciAgent({ connections: 50 }),
    'http-agent-50': httpAgent({ maxSockets: 50, maxFreeSockets: 10, timeout: 90_000 }),
    fetch: builtInFetch(),
    unlimited: undiciAgent({ contrast: true, declaredLimit: 50 }),
    'no-keep-alive': noKeepAlive({ contrast: true }),
  },
});
