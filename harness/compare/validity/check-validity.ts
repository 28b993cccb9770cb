import type { CountComparison, MeasuredComparison } from '../../record/comparison.ts';
import type { Check } from '../../record/schema.ts';
import { connections, limit } from './connections.ts';
import { errors, work } from './failures.ts';
import { power } from './power.ts';
import { generator, target } from './saturation.ts';
import { shards } from './shards.ts';
import { type SavedTrust, twin } from './twin.ts';

/** What to ask before a latency is believed, in this order. */
export function checkValidity(
  measured: MeasuredComparison,
  trust: SavedTrust,
  counts: readonly CountComparison[],
): Check[] {
  return [
    ...(measured.shards ? [shards(measured.shards)] : []),
    generator(measured),
    target(measured),
    twin(trust, measured.reference),
    power(measured),
    errors(measured),
    work(measured),
    limit(measured),
    connections(counts),
  ];
}
