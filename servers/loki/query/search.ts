import type { LogQuery } from '../logql/query.ts';
import { compareNs } from '../nanoseconds.ts';
import type { Entry } from '../push/stream.ts';
import type { Store } from '../store/store.ts';
import type { Stream, Tenant } from '../store/tenant.ts';
import type { Direction } from './parameters.ts';
import { includes, overlaps, type Range } from './range.ts';

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
  const streams = [...tenant.streams.values()];
  const wanted = new Set(streams.filter((stream) => overlaps(stream, range) && query.matchesStream(stream.labels)));
  const hits: Hit[] = [];
  let lines = 0;
  for (const { stream, entries } of store.find(tenant, wanted)) {
    lines += entries.length;
    for (const entry of entries) {
      if (includes(range, entry[0]) && query.matchesLine(entry[1])) hits.push({ stream, entry });
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
