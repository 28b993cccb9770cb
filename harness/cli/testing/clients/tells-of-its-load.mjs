import { writeFileSync } from 'node:fs';
import { createClient as healthy } from './healthy.mjs';

/** A file in the folder of the run says that the client is under load. */
export function tellOfLoad() {
  writeFileSync('under-load', '');
}

export async function createClient(options) {
  const client = await healthy(options);
  return {
    async request(path, init) {
      const answer = await client.request(path, init);
      tellOfLoad();
      return answer;
    },
    close: () => client.close(),
  };
}
