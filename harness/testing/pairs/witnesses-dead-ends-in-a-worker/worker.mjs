import { parentPort, workerData } from 'node:worker_threads';
import { make } from '../plain-pool.mjs';

const { options, keepsDeadEnds } = workerData;
const client = await make(keepsDeadEnds ? { allowHalfOpen: true, onRetired: () => {} } : {})(options);

parentPort.on('message', async ({ id, path }) => {
  if (path === null) {
    await client.close();
    parentPort.close();
  } else {
    parentPort.postMessage({ id, ...(await client.request(path)) });
  }
});
