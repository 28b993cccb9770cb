import type { Evaluator } from '../evaluate.ts';
import type { Sending } from '../sending.ts';
import { isPoolDestroyed } from './pool.ts';
import { isProcessEnded } from './process.ts';
import { isRequestEnded } from './request.ts';
import { isSignalAborted } from './signal.ts';

const ENDS = [isRequestEnded, isSignalAborted, isPoolDestroyed, isProcessEnded];

/** Whether a request may be ended by something else than reading its answer; time-outs and failures are no such end. */
export function mayBeEnded(sending: Sending, evaluator: Evaluator): boolean {
  return ENDS.some((ends) => ends(sending, evaluator));
}
