import { setTimeout as sleep } from 'node:timers/promises';
import { lastWordsOf } from '../../../core/last-words.ts';
import { nameOf } from '../../../scenario/subjects.ts';
import type { ProgramSpec } from '../../../scenario/types.ts';
import type { Gone } from '../../child.ts';
import { ClientUnusable } from '../../client-unusable.ts';
import type { Destination } from '../subject.ts';
import { READY_MS, readyText, untilReady } from './ready.ts';
import type { RunningProcess } from './start-process.ts';

/** What a program leaves behind may hold its pipes open for ever. */
const HEARD_MS = 2_000;

export interface Running {
  process: RunningProcess;
  /** Its PORT. */
  port: number;
}

/**
 * Waits until a program is ready. Rejects with code CLIENT_UNUSABLE where it ends before, or does not get ready in
 * time: neither is a verdict.
 */
export async function startedWithin(
  spec: ProgramSpec,
  { process: { gone, output, heard }, port }: Running,
  { requestsAtTarget = async () => 0 }: Pick<Destination, 'requestsAtTarget'>,
  readyMs = READY_MS,
): Promise<void> {
  const { ready } = spec;
  if (ready === null) return;
  const waiting = new AbortController();
  const late = new Promise<'late'>((resolve) => {
    const timer = setTimeout(resolve, readyMs, 'late');
    waiting.signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  });
  try {
    const isReady = untilReady(ready, { port, output, requestsAtTarget }, waiting.signal).then(() => 'ready' as const);
    const first = await Promise.race([isReady, gone, late]);
    if (first === 'ready') return;
    // Its end is known before its last words have been read.
    if (first !== 'late') await Promise.race([heard, sleep(HEARD_MS, undefined, { ref: false })]);
    const words = lastWords(output.lastLines());
    if (first === 'late') {
      throw new ClientUnusable(
        `${nameOf(spec)} was not ready within ${readyMs / 1_000} s: ${readyText(ready, port)}${words}`,
      );
    }
    throw new ClientUnusable(`${nameOf(spec)} ended before it was ready: ${how(first)}${words}`);
  } finally {
    waiting.abort();
  }
}

function how({ exitCode, signal }: Gone): string {
  return signal ? `ended by ${signal}` : `exit code ${exitCode}`;
}

function lastWords(lines: readonly string[]): string {
  const last = lastWordsOf(lines);
  return last === undefined ? '; it printed nothing' : `; its last words: ${last}`;
}
