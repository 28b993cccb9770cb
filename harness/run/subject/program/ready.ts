import { get } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ProgramSpec } from '../../../scenario/types.ts';
import type { Output } from './output.ts';

/** A Java service with its container takes this long. */
export const READY_MS = 60_000;
const INTERVAL_MS = 50;
/** A program that does not answer by then is asked again. */
const ANSWER_MS = 1_000;

/** Where a program shows that it is ready. */
export interface Signs {
  port: number;
  output: Output;
  /** How many requests have reached the target. */
  requestsAtTarget(): Promise<number>;
}

type Ready = NonNullable<ProgramSpec['ready']>;

/** Resolves when the program is ready; `stop` ends the waiting. */
export async function untilReady(ready: ProgramSpec['ready'], signs: Signs, stop: AbortSignal): Promise<void> {
  if (ready === null) return;
  if ('line' in ready) return untilLine(new RegExp(ready.line, ready.flags), signs.output, stop);
  const isReady = signOf(ready, signs);
  while (!stop.aborted && !(await isReady())) await sleep(INTERVAL_MS);
}

/** What was waited for, as the end of a sentence. */
export function readyText(ready: Ready, port: number): string {
  if ('url' in ready) return `http://127.0.0.1:${port}${ready.url} did not answer with a 2xx`;
  if ('line' in ready) return `no line of its output matched /${ready.line}/${ready.flags}`;
  if ('firstRequest' in ready) return 'no request of it reached the target';
  return `nothing listened on 127.0.0.1:${port}, which is its PORT`;
}

function signOf(ready: Exclude<Ready, { line: string }>, { port, requestsAtTarget }: Signs): () => Promise<boolean> {
  if ('url' in ready) return () => answersWell(`http://127.0.0.1:${port}${ready.url}`);
  if ('firstRequest' in ready) return async () => (await requestsAtTarget()) > 0;
  return () => listens(port);
}

function untilLine(pattern: RegExp, output: Output, stop: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let rest = '';
  const look = (text: string) => {
    const lines = (rest + text).slice(-100_000).split(/\r?\n/);
    // The last line may go on, and may be what is waited for.
    rest = lines.at(-1) ?? '';
    if (lines.some((line) => pattern.test(line))) resolve();
  };
  const end = output.listen(look);
  stop.addEventListener('abort', () => resolve(), { once: true });
  return promise.finally(end);
}

function answersWell(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const asking = get(url, { agent: false, timeout: ANSWER_MS }, ({ statusCode = 0 }) => {
      asking.destroy();
      resolve(statusCode >= 200 && statusCode < 300);
    });
    asking.once('timeout', () => asking.destroy()).once('error', () => resolve(false));
  });
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    const end = (isThere: boolean) => {
      socket.destroy();
      resolve(isThere);
    };
    socket.once('connect', () => end(true)).once('error', () => end(false));
  });
}
