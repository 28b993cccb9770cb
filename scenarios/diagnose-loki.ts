import { builtInFetch, defineScenario, httpAgent, loki, noKeepAlive, undiciAgent } from '../harness/index.ts';

export default defineScenario({
  name: 'diagnose-loki',
  about: 'A log shipper on TCP: 200 pushes at a time through pools of 50 connections.',
  tags: ['default', 'nightly'],
  // A push takes Loki milliseconds; without them requests would not overlap at the server.
  target: loki({ behaviour: { delayMs: 5 } }),
  load: { concurrency: 200, duration: '1s', warmup: '300ms' },
  configurations: {
    'capped-50': undiciAgent({ connections: 50 }),
    'http-agent-50': httpAgent({ maxSockets: 50, maxFreeSockets: 10, timeout: 90_000 }),
    fetch: builtInFetch(),
    unlimited: undiciAgent({ contrast: true, declaredLimit: 50 }),
    'no-keep-alive': noKeepAlive({ contrast: true }),
  },
});
