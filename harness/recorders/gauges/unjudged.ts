import { readSeriesName } from '../../core/prometheus-series.ts';
import type { GaugeSpec } from '../../scenario/types.ts';

// A count of what there is comes back after a load. What does not, or not by itself, is drawn and can have a bound, and
// nobody is accused of it.

const UNITS = [
  { ending: /bytes$/i, why: 'bytes come back with a garbage collection, which nobody can force here' },
  { ending: /seconds$/i, why: 'seconds pass whatever is done' },
];

/** Why the unit says nothing about a leak, as the end of a sentence; null: it is a count. */
export function unjudgedByUnit({ name, metric }: GaugeSpec): string | null {
  const names = [name, (metric && readSeriesName(metric)?.name) ?? metric ?? ''];
  return UNITS.find(({ ending }) => names.some((one) => ending.test(one)))?.why ?? null;
}

export const COUNTER = 'a counter only grows';
