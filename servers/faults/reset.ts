import type { FaultSpecOf } from '../../harness/scenario/faults.ts';
import { resetConnection } from '../close.ts';
import { cutBody } from './cut-body.ts';
import { AnswerCut, type Fault } from './fault.ts';

/** Resets the connection: before the head of the answer, right after it, or in the middle of the body. */
export function makeReset({ at }: FaultSpecOf<'reset'>): Fault {
  switch (at) {
    case 'before-headers':
      return {
        beforeAnswer({ socket }) {
          resetConnection(socket);
          return 'answered';
        },
      };
    case 'after-headers':
      return {
        shapeBytes:
          ({ socket }, next) =>
          async (bytes, part) => {
            await next(bytes, part);
            resetConnection(socket);
            throw new AnswerCut();
          },
      };
    case 'mid-body':
      return { shapeBytes: ({ socket }, next) => cutBody(next, () => resetConnection(socket)) };
  }
}
