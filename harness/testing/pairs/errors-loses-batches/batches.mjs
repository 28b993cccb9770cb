import { Agent } from 'node:http';
import { push } from '../push.mjs';

const EVERY_MS = 25;

/**
 * Sends what was collected, a batch at a time; `onRefused` says which lines of a batch that was refused are to be sent
 * again.
 */
export const make =
  (onRefused) =>
  async ({ origin, socketPath, connections }) => {
    const agent = new Agent({ keepAlive: true, maxSockets: connections });
    const lines = [];
    let timer;
    let sending = Promise.resolve();
    const flush = async () => {
      timer = undefined;
      const batch = lines.splice(0);
      if (batch.length === 0) return;
      const { status } = await push({ origin, socketPath, agent }, batch);
      if (status >= 400) lines.unshift(...onRefused(batch));
      if (lines.length > 0) arm();
    };
    const arm = () => {
      timer ??= setTimeout(() => {
        sending = sending.then(flush);
      }, EVERY_MS);
    };
    return {
      async request() {
        lines.push('paid');
        arm();
        return { status: 204 };
      },
      async close() {
        clearTimeout(timer);
        await sending;
        while (lines.length > 0) await flush();
        clearTimeout(timer);
        agent.destroy();
      },
    };
  };
