import { manyOf, restAt } from '../record/rest.ts';
import type { MeasuredCase } from '../record/schema.ts';
import { requestsIn } from './check.ts';

/** What is left of the load beside connections, many of one kind. `again`: after the same load once more; null: not played. */
export interface Leftover {
  kind: string;
  left: number;
  again: number | null;
  /** A constant rest is what the client needs; one that grows with the requests is a leak. */
  grows: boolean;
}

/** Grown by fewer than so many, or by less than this share of what the first load left, says nothing. */
const MIN_GROWN = 5;
const MIN_SHARE = 0.5;

export function leftoversOf({ evidence }: MeasuredCase): Leftover[] {
  const [first, second] = [restAt(evidence, 'collect'), restAt(evidence, 'again')];
  if (!first) return [];
  const { warmup, load } = evidence.requests;
  const tallies = [warmup, load, ...Object.values(evidence.probes), ...evidence.signal.rounds];
  const share = requestsIn(evidence.again) / tallies.reduce((sum, tally) => sum + requestsIn(tally), 0);
  return Object.entries(manyOf(first)).map(([kind, left]) => {
    if (!second || !evidence.again) return { kind, left, again: null, grows: false };
    const now = second.others[kind] ?? 0;
    return { kind, left, again: now, grows: now - left >= Math.max(MIN_GROWN, left * share * MIN_SHARE) };
  });
}
