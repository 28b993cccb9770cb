import type { Readable } from 'node:stream';
import type { StreamNumber } from '../../reply/frames.ts';

export interface Io {
  write(stream: StreamNumber, bytes: Buffer): undefined | Promise<unknown>;
  stdin: Readable;
  isTerminal: boolean;
  /** Aborted when the process is killed. */
  signal: AbortSignal;
}

/** Resolves with the exit code. */
export type Program = (args: readonly string[], io: Io) => Promise<number>;
