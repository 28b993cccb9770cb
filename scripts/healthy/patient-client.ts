import { setTimeout as sleep } from 'node:timers/promises';
import type { Client, ClientOptions, TransportOptions } from '../../harness/scenario/types.ts';
import { makeTransport } from '../../harness/transports/index.ts';

/** What a healthy program makes of a transport. */
export interface Manners {
  transport: string;
  options: TransportOptions;
  /** It gives a request up after this long, and is content; null: it waits. */
  patienceMs: number | null;
  /** It tries again so often where the server fails or breaks the connection. */
  retries: number;
  /** What it asks its target by itself, again and again, to know whether that is well; null: nothing. */
  health: { path: string; everyMs: number } | null;
}

const RETRY_AFTER_MS = 2;
/** No server of ours says so. */
const GIVEN_UP = 299;

/** A client that keeps a pool, waits as long as it likes, and tries again until the server has answered. */
export async function makePatientClient(manners: Manners, destination: ClientOptions): Promise<Client> {
  const { transport, options, patienceMs, retries, health } = manners;
  const inner = await makeTransport(transport, options, destination);
  const request: Client['request'] = async (path, init = {}) => {
    for (let attempt = 0; ; attempt += 1) {
      const patience = patienceMs === null ? undefined : AbortSignal.timeout(patienceMs);
      try {
        const answer = await inner.request(path, { ...init, ...eitherOf(init.signal, patience) });
        if (attempt === retries || !isFailure(answer.status)) return answer;
      } catch (error) {
        if (patience?.aborted && !init.signal?.aborted) return { status: GIVEN_UP };
        if (attempt === retries || init.signal?.aborted) throw error;
      }
      await sleep(RETRY_AFTER_MS);
    }
  };
  const over = new AbortController();
  const watching = health && watchHealth(health, request, over.signal);
  return {
    request,
    async close() {
      over.abort();
      await watching;
      await inner.close();
    },
  };
}

/** One question after the other, until it is closed; whatever the answer is. */
async function watchHealth(
  { path, everyMs }: NonNullable<Manners['health']>,
  request: Client['request'],
  over: AbortSignal,
): Promise<void> {
  while (!over.aborted) {
    await sleep(everyMs, undefined, { signal: over }).catch(() => {});
    if (!over.aborted) await request(path).catch(() => {});
  }
}

/**
 * A signal of two is made only where there are two: Node keeps one that has a listener for good, and node-fetch leaves
 * its listener where an answer breaks off, so that each broken answer would be a leak of the client's own.
 */
function eitherOf(one: AbortSignal | undefined, other: AbortSignal | undefined): { signal?: AbortSignal } {
  const signals = [one, other].filter((signal) => signal !== undefined);
  if (signals.length > 1) return { signal: AbortSignal.any(signals) };
  return signals[0] ? { signal: signals[0] } : {};
}

function isFailure(status: number): boolean {
  return status >= 500 || status === 429;
}
