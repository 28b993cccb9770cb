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
  if (!name.endsWith('Bytes')) return verifyResiduals(values);
  return verifyResiduals(values, { minSlope: Math.max(GROWTH.minSlopeBytes.is, first * GROWTH.minSlopeShare.is) });
}
