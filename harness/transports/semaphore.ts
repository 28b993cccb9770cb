import pLimit from 'p-limit';
import type { ClosableClient } from '../scenario/types.ts';

/** At most `limit` requests in flight through `client`; the others wait. */
export function limitRequests(client: ClosableClient, limit: number): ClosableClient {
  const run = pLimit(limit);
  return {
    request: (path, init) => run(() => client.request(path, init)),
    close: () => client.close(),
  };
}
