import {
  defineScenario,
  loki,
  noKeepAlive,
  poolManager,
  requestLimiter,
  semaphore,
  undiciAgent,
} from '../harness/index.ts';

export default defineScenario({
  name: 'alternatives',
  about: 'The plain limit beside the ways that people take when a limit is missing, each with its price.',
  tags: [],
  target: loki({ behaviour: { delayMs: 2 } }),
  load: { concurrency: 200, duration: '2s', warmup: '500ms' },
  configurations: {
    'capped-50': undiciAgent({ connections: 50 }),
    'no-keep-alive': noKeepAlive({ maxSockets: 50, contrast: true }),
    'semaphore-50': semaphore({ limit: 50, around: undiciAgent() }),
    'request-limiter-50': requestLimiter({ limit: 50, around: undiciAgent() }),
    'pool-manager-5x10': poolManager({ clients: 5, connectionsPerClient: 10 }),
  },
});
