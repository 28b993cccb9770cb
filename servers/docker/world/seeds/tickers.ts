import { hash } from 'node:crypto';
import { STREAM } from '../../reply/frames.ts';
import type { Ticker } from '../log-book.ts';

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

const STATUSES = [200, 200, 200, 204, 304, 404, 500];
const PATHS = ['/', '/api/items', '/api/items/17', '/login', '/healthz'];

/**
 * A service's request log; what line `n` says depends on the seed alone, so that any part can be made when it is read.
 */
export function serviceTicker(linesPerSecond: number, seed: number): Ticker {
  return {
    linesPerSecond,
    lineAt(index) {
      // A digest is drawn faster than a generator is seeded, and there is one for every line.
      const drawn = hash('sha256', `${seed} ${index}`, 'buffer');
      const status = STATUSES[drawn.readUInt8(0) % STATUSES.length] ?? 200;
      const level = status >= 500 ? 'error' : 'info';
      const path = PATHS[drawn.readUInt8(1) % PATHS.length];
      const durationMs = drawn.readUInt8(2);
      const trace = drawn.toString('hex', 8, 16);
      const text = `level=${level} msg="request served" path=${path} status=${status} durationMs=${durationMs} trace=${trace}\n`;
      return { stream: level === 'error' ? STREAM.stderr : STREAM.stdout, text: Buffer.from(text) };
    },
  };
}
