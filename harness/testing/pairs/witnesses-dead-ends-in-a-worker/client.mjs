import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** A client whose connections live in a worker thread, where no diagnostics channel of this thread reaches. */
export const make = (keepsDeadEnds) => async (options) => {
  const worker = new Worker(new URL('./worker.mjs', import.meta.url), { workerData: { options, keepsDeadEnds } });
  const waiting = new Map();
  let sent = 0;
  worker.on('message', ({ id, status }) => {
    waiting.get(id)({ status });
    waiting.delete(id);
  });
  await once(worker, 'online');
  return {
    request: (path) =>
      new Promise((resolve) => {
        sent += 1;
        waiting.set(sent, resolve);
        worker.postMessage({ id: sent, path });
      }),
    async close() {
      worker.postMessage({ path: null });
      await once(worker, 'exit');
    },
  };
};
