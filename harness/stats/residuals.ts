import { GROWTH } from '../core/bounds/growth.ts';
import { type GaugeKey, gaugeKey, gaugeOfKey } from '../core/gauge-names.ts';
import type { Residual } from '../record/evidence/requests.ts';
import { type LeakVerdict, verifyResiduals } from './leak-rule.ts';

/** What may be left of each cycle, in the order in which a leak of it says most. */
export const OWN_COUNTS = [
  'serverOpen',
  'descriptors',
  'clientSockets',
  'socketListenersMax',
  'processListeners',
  'heapUsedBytes',
  'arrayBuffersBytes',
  'externalBytes',
] as const;
export type OwnCount = (typeof OWN_COUNTS)[number];
/** Ours, or a gauge, by the same rule. */
export type Counted = OwnCount | GaugeKey;

/** All that was counted in these cycles; the gauges come last. */
export function countedIn(residuals: readonly Residual[]): Counted[] {
  const gauges = new Set(residuals.flatMap((residual) => Object.keys(residual.gauges)));
  return [...OWN_COUNTS, ...[...gauges].map(gaugeKey)];
}

/** Null: not measured. */
export function leftIn(residual: Residual, name: Counted): number | null {
  const gauge = gaugeOfKey(name);
  return gauge === undefined ? residual[name as OwnCount] : (residual.gauges[gauge] ?? null);
}

/** The leak rule on one count of the cycles; undefined where it was not measured. */
export function judgeResiduals(residuals: readonly Residual[], name: Counted): LeakVerdict | undefined {
  const values = residuals.map((residual) => leftIn(residual, name)).filter((value) => value !== null);
  const [first] = values;
  if (first === undefined || values.length < residuals.length) return undefined;
  if (!isMemory(name)) return verifyResiduals(values);
  return verifyResiduals(values, { minSlope: Math.max(GROWTH.minSlopeBytes.is, first * GROWTH.minSlopeShare.is) });
}

/** Whether a count of memory is one of those that may be held for a time, as by a buffer that is flushed by a timer. */
export function isMemory(name: Counted): boolean {
  return name.endsWith('Bytes');
}

/** Whether most of what these cycles left was gone some seconds later. */
export function isGivenBack(residuals: readonly Residual[], later: Residual, name: Counted): boolean {
  const values = residuals.map((one) => leftIn(one, name)).filter((value) => value !== null);
  // The first cycles open the pool.
  const from = Math.min(...values.slice(GROWTH.warmUpCycles.is));
  const [to, after] = [values.at(-1), leftIn(later, name)];
  if (to === undefined || after === null || to <= from) return false;
  return to - after >= GROWTH.givenBackShare.is * (to - from);
}
