import type { FaultSpecOf } from '../../harness/scenario/faults.ts';
import { answerPlainly } from './answer-plainly.ts';
import type { Fault } from './fault.ts';

/** Answers with this status instead. */
export function makeStatus({ status }: FaultSpecOf<'status'>): Fault {
  return { beforeAnswer: (hit) => answerPlainly(hit, status) };
}
