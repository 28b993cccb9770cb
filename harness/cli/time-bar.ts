import { SingleBar } from 'cli-progress';

const REDRAW_MS = 200;

/** A bar on stderr that fills with the time that is expected. */
export interface TimeBar extends Disposable {
  /** What is going on now. */
  say(what: string): void;
  /** From now on it is expected to take this long. */
  expect(totalMs: number): void;
  /** So much is left, as far as is known now; what was drawn stays drawn. */
  expectLeft(leftMs: number): void;
}

export function showTimeBar(firstTotalMs: number): TimeBar {
  let totalMs = firstTotalMs;
  let startedMs = Date.now();
  let what = 'starting';
  const drawn = new SingleBar({
    format: '{bar} {left} left  {what}',
    barsize: 24,
    hideCursor: true,
    clearOnComplete: true,
    stopOnComplete: false,
    stream: process.stderr,
  });
  const redraw = () => {
    const elapsedMs = Date.now() - startedMs;
    const left = elapsedMs < totalMs ? `about ${Math.ceil((totalMs - elapsedMs) / 1_000)} s` : 'nearly nothing';
    drawn.update(Math.min(elapsedMs, totalMs), { left, what });
  };
  drawn.start(totalMs, 0, { left: '', what });
  const timer = setInterval(redraw, REDRAW_MS);
  return {
    say: (text) => {
      what = text;
    },
    expect: (ms) => {
      totalMs = ms;
      startedMs = Date.now();
      drawn.setTotal(ms);
    },
    expectLeft: (ms) => {
      totalMs = Date.now() - startedMs + ms;
      drawn.setTotal(totalMs);
    },
    [Symbol.dispose]: () => {
      clearInterval(timer);
      drawn.stop();
    },
  };
}
