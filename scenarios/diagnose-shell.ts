import { command, defineScenario, loki } from '../harness/index.ts';
import { CURL_LOOP, findCurlLoop } from './programs/find-scripts.ts';

/** A loop around curl, one push after the other: as many of them over each connection. */
function pushes(each: number, { rotation = undefined as number | undefined, contrast = false } = {}) {
  return command({
    run: [...CURL_LOOP, String(each)],
    drive: 'own',
    connections: 1,
    contrast,
    ...(rotation && { rotation }),
  });
}

export default defineScenario({
  name: 'diagnose-shell',
  about: 'A loop around curl with work of its own: 50 pushes over a connection, and a connection for each push.',
  target: loki(),
  load: { duration: '5s', warmup: '0s' },
  async prepare() {
    const found = await findCurlLoop();
    return 'missing' in found ? found.missing : undefined;
  },
  configurations: {
    'fifty-pushes': pushes(50, { rotation: 50 }),
    'one-push': pushes(1, { contrast: true }),
  },
});
