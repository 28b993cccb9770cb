import type { FaultSpecOf } from '../../harness/scenario/faults.ts';
import { cutBody } from './cut-body.ts';
import { resetConnection } from './end-connection.ts';
import { AnswerCut, type Fault } from './fault.ts';

/** Resets the connection: before the head of the answer, right after it, or in the middle of the body. */
export function makeReset({ at }: FaultSpecOf<'reset'>): Fault {
  switch (at) {
    case 'before-headers':
      return {
        beforeAnswer(hit) {
          resetConnection(hit);
          return 'answered';
        },
      };
    case 'after-headers':
      return {
        shapeBytes: (hit, next) => async (bytes, part) => {
          await next(bytes, part);
          resetConnection(hit);
          throw new AnswerCut();
        },
      };
    case 'mid-body':
      return { shapeBytes: (hit, next) => cutBody(next, () => resetConnection(hit)) };
  }
}
