import { command, defineScenario, loki } from '../harness/index.ts';
import { findPythonShipper } from './programs/find-scripts.ts';

const found = await findPythonShipper();
const shipper = 'run' in found ? found.run : ['python3'];

/** A log shipper on urllib3 with a limit of 5, which gets its lines on stdin. */
function variant(name: string, { contrast = false } = {}) {
  return command({ run: [...shipper, '--variant', name], drive: 'stdin', connections: 5, contrast });
}

export default defineScenario({
  name: 'diagnose-python',
  about: "Python's urllib3 as a log shipper: a pool of 5, 1,000 lines a second on stdin, and what goes wrong.",
  target: loki({ behaviour: { delayMs: 5 } }),
  load: { duration: '2s', warmup: '0s' },
  prepare: async () => ('missing' in found ? found.missing : undefined),
  configurations: {
    healthy: variant('healthy'),
    'no-limit': variant('no-limit', { contrast: true }),
    'answers-open': variant('answers-open', { contrast: true }),
  },
});
