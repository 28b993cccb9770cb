import type { FaultSpecOf } from '../../harness/scenario/faults.ts';
import { pause } from '../pause.ts';
import type { Fault } from './fault.ts';

/** Often enough to look like a slow line, seldom enough to cost nothing. */
const PIECES_PER_SECOND = 20;

/** The head comes at once, the body at this many bytes a second, chunk marks included. */
export function makeSlowBody({ bytesPerSecond }: FaultSpecOf<'slow-body'>): Fault {
  const pieceBytes = Math.max(1, Math.round(bytesPerSecond / PIECES_PER_SECOND));
  return {
    shapeBytes:
      ({ socket }, next) =>
      async (bytes, part) => {
        if (part === 'head') return next(bytes, part);
        for (let from = 0; from < bytes.length; from += pieceBytes) {
          const piece = bytes.subarray(from, from + pieceBytes);
          // Before, not after: once the client has the last byte, the connection is free for its next request.
          await pause((piece.length / bytesPerSecond) * 1_000, socket);
          await next(piece, part);
        }
      },
  };
}
