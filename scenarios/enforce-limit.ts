import { defineScenario, loki, undiciAgent } from '../harness/index.ts';

export default defineScenario({
  name: 'enforce-limit',
  about: 'The smallest proof: a limit of 5, 20 requests at a time, at most 5 connections seen.',
  tags: ['default', 'nightly'],
  target: loki({ behaviour: { delayMs: 5 } }),
  load: { concurrency: 20, duration: '600ms', warmup: '0s' },
  configurations: {
    'limit-5': undiciAgent({ connections: 5 }),
  },
});
