import type { Check, MeasuredCase } from '../../record/schema.ts';
import { limit } from '../limit.ts';
import { thresholds } from '../thresholds.ts';
import { fairness } from './fairness.ts';

/** All clients of one server together; whatever can be judged of one client is judged there. */
export function judgeJoint(measured: MeasuredCase): Check[] {
  return [limit(measured), fairness(measured), ...thresholds(measured)];
}
