import { setTimeout as sleep } from 'node:timers/promises';
import type { Client, ClientOptions, TransportOptions } from '../../harness/scenario/types.ts';
import { makeTransport } from '../../harness/transports/index.ts';

/** What a healthy program makes of a transport. */
export interface Manners {
  transport: string;
  options: TransportOptions;
  /** It gives a request up after so long, and is content; null: it waits. */
  patienceMs: number | null;
  /** It tries again so often where the server fails or breaks the connection. */
  retries: number;
}

const RETRY_AFTER_MS = 2;
/** No server of ours says so. */
const GIVEN_UP = 299;

/** A client that keeps a pool, waits as long as it likes, and tries again until the server has answered. */
export async function makePatientClient(manners: Manners, destination: ClientOptions): Promise<Client> {
  const { transport, options, patienceMs, retries } = manners;
  const inner = await makeTransport(transport, options, destination);
  return {
    async request(path, init = {}) {
      for (let attempt = 0; ; attempt += 1) {
        const patience = patienceMs === null ? undefined : AbortSignal.timeout(patienceMs);
        const signals = [init.signal, patience].filter((signal) => signal !== undefined);
        try {
          const answer = await inner.request(path, { ...init, signal: AbortSignal.any(signals) });
          if (attempt === retries || !isFailure(answer.status)) return answer;
        } catch (error) {
          if (patience?.aborted && !init.signal?.aborted) return { status: GIVEN_UP };
          if (attempt === retries || init.signal?.aborted) throw error;
        }
        await sleep(RETRY_AFTER_MS);
      }
    },
    close: () => inner.close(),
  };
}

function isFailure(status: number): boolean {
  return status >= 500 || status === 429;
}
