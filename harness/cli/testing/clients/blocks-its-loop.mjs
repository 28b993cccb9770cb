import { tellOfLoad } from './tells-of-its-load.mjs';

export async function createClient() {
  let sent = 0;
  return {
    async request() {
      sent += 1;
      if (sent > 10) {
        tellOfLoad();
        // For good, and without work for the machine.
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
      }
      return { status: 200 };
    },
    async close() {},
  };
}
