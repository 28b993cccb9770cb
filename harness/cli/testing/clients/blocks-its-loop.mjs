import { tellOfLoad } from './tells-of-its-load.mjs';

export async function createClient() {
  let sent = 0;
  return {
    async request() {
      sent += 1;
      if (sent > 10) {
        tellOfLoad();
        while (true);
      }
      return { status: 200 };
    },
    async close() {},
  };
}
