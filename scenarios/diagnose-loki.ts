import { builtInFetch, defineScenario, httpAgent, loki, noKeepAlive, undiciAgent } from '../harness/index.ts';

export default defineScenario({
  name: 'diagnose-loki',
  about: 'A log shipper on TCP: 200 pushes at a time through pools of 50 connections.',
  tags: ['default', 'nightly'],
  target: loki(),
  load: { concurrency: 200, duration: '1500ms', warmup: '500ms' },
  configurations: {
    'capped-50': undiciAgent({ connections: 50 }),
    'http-agent-50': httpAgent({ maxSockets: 50, maxFreeSockets: 10 }),
    fetch: builtInFetch(),
    unlimited: undiciAgent({ contrast: true }),
    'no-keep-alive': noKeepAlive({ contrast: true }),
  },
});
