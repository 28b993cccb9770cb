import { command, defineScenario, loki } from '../harness/index.ts';
import { CURL_LOOP, findCurlLoop } from './programs/find-scripts.ts';

const loop = (pushes: number) => [...CURL_LOOP, String(pushes)];

export default defineScenario({
  name: 'diagnose-curl',
  about: 'A shell loop around curl: 100 pushes over a connection, and a connection for each push.',
  target: loki({ behaviour: { delayMs: 5 } }),
  load: { duration: '3s', warmup: '0s' },
  async prepare() {
    const found = await findCurlLoop();
    return 'missing' in found ? found.missing : undefined;
  },
  configurations: {
    // A curl ends with its connection, and the loop says so.
    '100-pushes-per-curl': command({ run: loop(100), connections: 1, rotation: 100 }),
    'curl-per-push': command({ run: loop(1), connections: 1, contrast: true }),
  },
});
