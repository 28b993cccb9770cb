import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf } from '../core/errors.ts';
import type { Failure } from '../record/evidence/requests.ts';
import type { Client } from '../scenario/types.ts';
import { codeOf } from './outcome.ts';

/**
 * A client that resolves only at a response's end says nothing when a stream begins; it gets this long to begin them.
 */
const BEGIN_MS = 300;

/**
 * Opens a long-lived response for each path and leaves it open; what becomes of it then is the client's affair.
 * Resolves with those that failed to begin.
 */
export async function openStreams(client: Client, paths: readonly string[], signal: AbortSignal): Promise<Failure[]> {
  const failures = new Map<string, Failure>();
  const begun = paths.map(async (path) => {
    try {
      await client.request(path, { signal });
    } catch (error) {
      const code = codeOf(error);
      const failure = failures.get(code) ?? { code, count: 0, example: messageOf(error) };
      failures.set(code, { ...failure, count: failure.count + 1 });
    }
  });
  await Promise.race([Promise.all(begun), sleep(BEGIN_MS)]);
  return [...failures.values()];
}
