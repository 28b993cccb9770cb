import { Agent } from 'node:http';
import { get } from './get.mjs';

/** A client that sends `requests` in each window of time; others wait for the next, which begins `everyMs` later. */
export function rateLimited({ origin, socketPath, connections }, { requests, everyMs }) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const queue = [];
  let left = requests;
  let timer;
  const sendWhatMay = () => {
    while (left > 0 && queue.length > 0) {
      left -= 1;
      queue.shift()();
    }
    timer ??= setTimeout(beginWindow, everyMs);
  };
  const beginWindow = () => {
    timer = undefined;
    left = requests;
    if (queue.length > 0) sendWhatMay();
  };
  return {
    request: (path) =>
      new Promise((resolve, reject) => {
        queue.push(() => get({ origin, socketPath, agent }, path).then(resolve, reject));
        sendWhatMay();
      }),
    async close() {
      clearTimeout(timer);
      agent.destroy();
    },
  };
}
