import { command, defineScenario } from '../harness/index.ts';
import { NODE_SERVICE } from './programs/find-scripts.ts';

/** Longer than what undici reads ahead: left unread, it holds its connection. */
const PATH = '/big?bytes=100000';

/** A service with a pool of 5, called by 20 at a time. */
function variant(name: string, { contrast = false } = {}) {
  const run = [...NODE_SERVICE, name, PATH];
  return command({ run, drive: 'http', ready: { url: '/healthz' }, connections: 5, contrast });
}

export default defineScenario({
  name: 'diagnose-node',
  about: "A Node service with undici's Agent: connections 5, 20 calls at a time, and what goes wrong.",
  target: { kind: 'http', behaviour: { delayMs: 5 } },
  load: { concurrency: 20, duration: '1s', warmup: '200ms' },
  configurations: {
    healthy: variant('healthy'),
    'no-limit': variant('no-limit', { contrast: true }),
    'body-open': variant('body-open', { contrast: true }),
    'agent-per-request': variant('agent-per-request', { contrast: true }),
    'no-keep-alive': variant('no-keep-alive', { contrast: true }),
  },
});
