import { defineScenario, loki, undiciAgent } from '../harness/index.ts';

export default defineScenario({
  name: 'enforce-limit',
  about: 'The smallest proof: a limit of 5, 20 requests at a time, at most 5 connections seen.',
  tags: ['default', 'nightly'],
  target: loki({ behaviour: { delayMs: 5 } }),
  load: { concurrency: 20, duration: '600ms', warmup: '0s' },
  // A verdict within five seconds; what grows is looked for by the other scenarios.
  growth: { cycles: 0 },
  configurations: {
    'limit-5': undiciAgent({ connections: 5 }),
  },
});
