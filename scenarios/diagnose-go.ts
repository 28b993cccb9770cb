import { command, defineScenario, docker } from '../harness/index.ts';
import { goExecutable, prepareGo } from './programs/build-go.ts';

const capturer = await goExecutable();

/** The Docker client of the log capturer with a limit of 5, in one of its variants, called by 20 at a time. */
function variant(name: string, { contrast = false, flags = [] as string[] } = {}) {
  const run = [capturer, 'docker', '--variant', name, ...flags];
  const gauges = { goroutines: 'http://127.0.0.1:{port}/debug/pprof/goroutine?debug=1' };
  return command({ run, drive: 'http', ready: { url: '/healthz' }, connections: 5, gauges, contrast });
}

export default defineScenario({
  name: 'diagnose-go',
  about: "Go's http.Transport on the Docker socket: MaxConnsPerHost 5, 20 calls at a time, and what goes wrong.",
  target: docker({ behaviour: { delayMs: 5 } }),
  load: { concurrency: 20, duration: '1s', warmup: '200ms' },
  prepare: prepareGo,
  configurations: {
    healthy: variant('healthy'),
    semaphore: variant('semaphore'),
    'request-limiter': variant('request-limiter'),
    'pool-manager': variant('pool-manager'),
    'no-limit': variant('no-limit', { contrast: true }),
    'body-open': variant('body-open', { contrast: true }),
    // With room for more connections nobody waits for one, and what is left open grows.
    'body-open-no-limit': variant('body-open', { contrast: true, flags: ['--connections', '100000'] }),
    'transport-per-request': variant('transport-per-request', { contrast: true }),
    'transport-per-client': variant('transport-per-client', { contrast: true }),
    'no-keep-alive': variant('no-keep-alive', { contrast: true }),
  },
});
