import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { monotonicMs } from '../../../core/clock.ts';
import type { Fed, FeedOrder } from '../subject.ts';

/** Lines are written in as small pieces as a timer allows. */
const PIECE_MS = 10;

/**
 * Writes lines at a rate until a bound of the order is reached, `stop` aborts or the reader is gone. A reader that
 * takes no more holds it up, as a pipe does: what could not be written meanwhile is not made up for. One that takes
 * nothing until its deadline is fed no more.
 */
export async function feedLines(
  input: Writable,
  { order, linesPerSecond, line }: { order: FeedOrder; linesPerSecond: number; line: (index: number) => string },
  stop: AbortSignal,
): Promise<Omit<Fed, 'cpuMicros'>> {
  const startedMs = monotonicMs();
  const untilMs = startedMs + (order.durationMs ?? Number.POSITIVE_INFINITY);
  const most = order.lines ?? Number.POSITIVE_INFINITY;
  let lines = 0;
  let heldUpMs = 0;
  while (!stop.aborted && input.writable && lines < most && monotonicMs() < untilMs) {
    const due = Math.ceil(((monotonicMs() - startedMs - heldUpMs) * linesPerSecond) / 1_000);
    const count = Math.min(most, Math.max(lines, due)) - lines;
    const piece = Array.from({ length: count }, (_, index) => `${line(lines + index)}\n`).join('');
    lines += count;
    if (count > 0 && !input.write(piece)) {
      heldUpMs += await untilTaken(input, Math.min(untilMs, monotonicMs() + order.deadlineMs), stop);
      if (input.writableNeedDrain) break;
    } else await sleep(Math.min(PIECE_MS, Math.max(0, untilMs - monotonicMs())));
  }
  return { lines, heldUpMs, elapsedMs: monotonicMs() - startedMs };
}

/** How long that took; no longer than until `untilMs`. */
async function untilTaken(input: Writable, untilMs: number, stop: AbortSignal): Promise<number> {
  const sinceMs = monotonicMs();
  const ended = new AbortController();
  const signal = AbortSignal.any([stop, ended.signal]);
  const events = ['drain', 'close'].map((event) => once(input, event, { signal }).catch(() => {}));
  const late = sleep(untilMs - sinceMs, undefined, { signal }).catch(() => {});
  await Promise.race([...events, late]);
  ended.abort();
  return monotonicMs() - sinceMs;
}
