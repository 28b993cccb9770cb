import { GROWTH } from '../core/bounds/growth.ts';
import type { Residual } from '../record/evidence/requests.ts';
import { type LeakVerdict, verifyResiduals } from './leak-rule.ts';

/** What may be left of each cycle, in the order in which a leak of it says most. */
export const COUNTED = [
  'serverOpen',
  'descriptors',
  'clientSockets',
  'socketListenersMax',
  'processListeners',
  'heapUsedBytes',
  'arrayBuffersBytes',
  'externalBytes',
] as const;
export type Counted = (typeof COUNTED)[number];

/** The leak rule on one count of the cycles; undefined where it was not measured. */
export function judgeResiduals(residuals: readonly Residual[], name: Counted): LeakVerdict | undefined {
  const values = residuals.map((residual) => residual[name]).filter((value) => value !== null);
  const [first] = values;
  if (first === undefined || values.length < residuals.length) return undefined;
  if (!name.endsWith('Bytes')) return verifyResiduals(values);
  return verifyResiduals(values, { minSlope: Math.max(GROWTH.minSlopeBytes.is, first * GROWTH.minSlopeShare.is) });
}
