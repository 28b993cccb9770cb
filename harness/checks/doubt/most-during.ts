import type { Stretch } from '../../record/evidence/ledger.ts';
import type { Series } from '../../record/schema.ts';

/** The most that a step line reached during a phase; null where it has no point until its end. */
export function mostDuring(line: Series | undefined, { startMs, endMs }: Stretch): number | null {
  if (!line) return null;
  const points = line.t.map((tMs, at) => ({ tMs, value: line.v[at] ?? 0 }));
  const before = points.findLast(({ tMs }) => tMs <= startMs);
  const within = points.filter(({ tMs }) => tMs > startMs && tMs <= endMs);
  const values = [...(before ? [before] : []), ...within].map(({ value }) => value);
  return values.length > 0 ? Math.max(...values) : null;
}
