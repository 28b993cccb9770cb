import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '../scenario/types.ts';

/** A client that resolves only at a response's end says nothing when a stream begins; it gets so long to begin them. */
const BEGIN_MS = 300;

/** Opens a long-lived response for each path and leaves it open; what becomes of it is the client's affair. */
export async function openStreams(client: Client, paths: readonly string[], signal: AbortSignal): Promise<void> {
  const begun = paths.map(async (path) => client.request(path, { signal }).catch(() => {}));
  await Promise.race([Promise.all(begun), sleep(BEGIN_MS)]);
}
