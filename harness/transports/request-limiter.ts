import pLimit from 'p-limit';
import type { ClosableClient } from '../scenario/types.ts';

/** At most `limit` requests in flight through `client`; a request whose signal fires while it waits rejects at once. */
export function limitRequestsAbortably(client: ClosableClient, limit: number): ClosableClient {
  const run = pLimit(limit);
  return {
    request: (path, init) => {
      const signal = init?.signal;
      const turn = run(() => {
        // Its turn came after it was called off: the slot goes to the next one.
        signal?.throwIfAborted();
        return client.request(path, init);
      });
      return signal ? orAborted(turn, signal) : turn;
    },
    close: () => client.close(),
  };
}

function orAborted<T>(turn: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    turn.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
