import type { LogQuery } from '../logql/query.ts';
import type { Entry } from '../push/stream.ts';
import type { Store } from '../store/store.ts';
import type { Stream, Tenant } from '../store/tenant.ts';
import type { Direction, Range } from './parameters.ts';

/** A line that was asked for. */
export interface Hit {
  stream: Stream;
  entry: Entry;
}

export interface Search {
  query: LogQuery;
  range: Range;
  limit: number;
  direction: Direction;
}

/** The first lines in the direction that is asked for, over all streams, and how many were looked at. */
export function search(store: Store, tenant: Tenant, { query, range, limit, direction }: Search): Outcome {
  const wanted = new Set([...tenant.streams.values()].filter(({ labels }) => query.matchesStream(labels)));
  const [start, end] = [String(range.startNs), String(range.endNs)];
  const hits: Hit[] = [];
  let lines = 0;
  for (const { stream, entries } of store.find(tenant, wanted, range)) {
    lines += entries.length;
    for (const entry of entries) {
      if (compareNs(entry[0], start) < 0 || compareNs(entry[0], end) >= 0) continue;
      if (query.matchesLine(entry[1])) hits.push({ stream, entry });
    }
  }
  const sign = direction === 'forward' ? 1 : -1;
  hits.sort((a, b) => sign * compareNs(a.entry[0], b.entry[0]));
  return { hits: hits.slice(0, limit), lines };
}

export interface Outcome {
  hits: Hit[];
  lines: number;
}

/** Orders two decimal numbers without a BigInt each: the longer one is the larger one, unless it is below 0. */
function compareNs(a: string, b: string): number {
  if (a.startsWith('-') || b.startsWith('-')) return Number(BigInt(a) - BigInt(b));
  if (a.length !== b.length) return a.length - b.length;
  return a < b ? -1 : a > b ? 1 : 0;
}
