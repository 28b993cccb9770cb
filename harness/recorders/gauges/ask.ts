import { request } from 'node:http';
import type { Clock } from '../../core/clock.ts';

/** A profile or a page of metrics on this machine takes milliseconds, also of a program that is busy. */
export const ANSWER_MS = 1_000;
/** A hundred thousand series. What is larger would cost more to read than it tells. */
export const MOST_BYTES = 8 * 2 ** 20;

/** Prometheus' text format, in which names need no escapes, before others that could be read too. */
const ACCEPT = 'text/plain;version=0.0.4, application/json;q=0.9, */*;q=0.1';

/** The body of an answer, or why there is none, as the end of a sentence. */
export type Answer = { body: string } | { reason: string; isLate: boolean };

/**
 * Asks once, over a connection of its own that ends with the answer: a kept one would be a socket of the program that
 * it has only because of us. Rejects only where `stop` aborts.
 */
export function ask(url: string, { clock, stop }: { clock: Clock; stop: AbortSignal }): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const fail = (reason: string, isLate = false) => {
    resolve({ reason, isLate });
    asked.destroy();
  };
  const asked = request(url, { agent: false, headers: { accept: ACCEPT, connection: 'close' } });
  const cancel = clock.after(ANSWER_MS, () => fail(`nothing came within ${ANSWER_MS / 1_000} s`, true));
  const abort = () => {
    reject(stop.reason);
    asked.destroy();
  };
  stop.addEventListener('abort', abort, { once: true });
  asked.on('error', (error: NodeJS.ErrnoException) => fail(error.code ?? error.message));
  asked.on('response', (response) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    if (response.statusCode !== 200) fail(`it answered with status ${response.statusCode}`);
    response.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > MOST_BYTES) fail(`its answer is longer than ${MOST_BYTES / 2 ** 20} MiB`);
      else chunks.push(chunk);
    });
    response.on('end', () => resolve({ body: Buffer.concat(chunks).toString('utf8') }));
    response.on('error', (error: NodeJS.ErrnoException) => fail(error.code ?? error.message));
  });
  asked.end();
  return promise.finally(() => {
    cancel();
    stop.removeEventListener('abort', abort);
  });
}
