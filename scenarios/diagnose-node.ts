import { command, defineScenario, loki } from '../harness/index.ts';
import { NODE_SERVICE } from './programs/find-scripts.ts';

/** A service on undici with a limit of 5, called by 20 at a time. */
function variant(name: string, { contrast = false } = {}) {
  const run = [...NODE_SERVICE, name];
  return command({ run, drive: 'http', ready: { url: '/healthz' }, connections: 5, contrast });
}

export default defineScenario({
  name: 'diagnose-node',
  about: "A Node service on undici's Agent: a pool of 5, 20 calls at a time, and what goes wrong.",
  target: loki({ behaviour: { delayMs: 5 } }),
  load: { concurrency: 20, duration: '1s', warmup: '200ms' },
  configurations: {
    healthy: variant('healthy'),
    'agent-per-request': variant('agent-per-request', { contrast: true }),
  },
});
