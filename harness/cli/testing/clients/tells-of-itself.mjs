import { createServer } from 'node:http';
import { createClient as healthy } from './healthy.mjs';

/** The look before the load, and the first in it. */
const LOOKS = 2;

/**
 * Says on a port of its own what it keeps of each answer, and that its pool has three places. Its first requests end
 * only when the first look under load has been answered: the end of its connection says so.
 */
export async function createClient(options) {
  const client = await healthy(options);
  let kept = 0;
  let asked = 0;
  const { promise: askedUnderLoad, resolve } = Promise.withResolvers();
  const server = createServer(({ socket }, response) => {
    response.end(`# TYPE kept gauge\nkept{of="answers"} ${kept}\n# TYPE places gauge\nplaces 3\n`);
    asked += 1;
    if (asked === LOOKS) socket.once('close', resolve);
  });
  server.listen(Number(process.env.POOLPROOF_TEST_GAUGES), '127.0.0.1').unref();
  return {
    async request(path, init) {
      const answer = await client.request(path, init);
      kept += 1;
      await askedUnderLoad;
      return answer;
    },
    async close() {
      await client.close();
      server.close();
    },
  };
}
