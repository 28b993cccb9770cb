import { STREAM } from '../../reply/frames.ts';
import type { Ticker } from '../log-book.ts';
import { Random } from '../random.ts';

/** The recorded container: a line to stdout and one to stderr in turn. */
export function loggerTicker(linesPerSecond: number): Ticker {
  return {
    linesPerSecond,
    lineAt(index) {
      const isErr = index % 2 === 1;
      const text = Buffer.from(`${isErr ? 'err' : 'out'} line ${Math.floor(index / 2)}\n`);
      return { stream: isErr ? STREAM.stderr : STREAM.stdout, text };
    },
  };
}

/** The recorded container with a terminal: one stream, and the terminal's line ends. */
export function ttyTicker(linesPerSecond: number): Ticker {
  return {
    linesPerSecond,
    lineAt: (index) => ({ stream: STREAM.stdout, text: Buffer.from(`tty line ${index}\r\n`) }),
  };
}

/** A service's request log; what line `n` says depends on the seed alone, so that any part can be made when it is read. */
export function serviceTicker(linesPerSecond: number, seed: number): Ticker {
  return {
    linesPerSecond,
    lineAt(index) {
      const random = new Random(seed * 1_000_003 + index);
      const status = random.pick([200, 200, 200, 204, 304, 404, 500]);
      const level = status >= 500 ? 'error' : 'info';
      const path = random.pick(['/', '/api/items', '/api/items/17', '/login', '/healthz']);
      const text = `level=${level} msg="request served" path=${path} status=${status} durationMs=${random.below(250)} trace=${random.hex(16)}\n`;
      return { stream: level === 'error' ? STREAM.stderr : STREAM.stdout, text: Buffer.from(text) };
    },
  };
}
