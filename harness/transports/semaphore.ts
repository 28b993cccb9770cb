import pLimit from 'p-limit';
import type { Client } from '../scenario/types.ts';

/** At most `limit` requests in flight through `client`; whoever waits, waits. */
export function limitRequests(client: Client, limit: number): Client {
  const run = pLimit(limit);
  return {
    request: (path, init) => run(() => client.request(path, init)),
    close: () => client.close(),
  };
}
