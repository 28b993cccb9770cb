import { command, defineScenario, loki } from '../harness/index.ts';
import { findPythonShipper, PYTHON_SHIPPER } from './programs/find-scripts.ts';

/** A log shipper on urllib3 with a limit of 5, which gets its lines on stdin. */
function variant(name: string, { contrast = false } = {}) {
  const run = [...PYTHON_SHIPPER, '--variant', name];
  return command({ run, drive: 'stdin', connections: 5, contrast });
}

export default defineScenario({
  name: 'diagnose-python',
  about: "Python's urllib3 as a log shipper: a pool of 5, 1,000 lines a second on stdin, and what goes wrong.",
  // So late that as many pushes as the lines make are in flight at once, and the limit is tried.
  target: loki({ behaviour: { delayMs: 100 } }),
  load: { duration: '2s', warmup: '0s' },
  async prepare() {
    const found = await findPythonShipper();
    return 'missing' in found ? found.missing : undefined;
  },
  configurations: {
    healthy: variant('healthy'),
    'no-limit': variant('no-limit', { contrast: true }),
    'answers-open': variant('answers-open', { contrast: true }),
  },
});
