import { parseSelector } from '../logql/query.ts';
import type { Stream, Tenant } from '../store/tenant.ts';
import { overlaps, type Range } from './range.ts';

/** The streams with lines in a time that one of the selectors wants; without a selector all of them. */
export function streamsIn(tenant: Tenant, range: Range, selectors: readonly string[]): Stream[] {
  const wants = selectors.map(parseSelector);
  return [...tenant.streams.values()].filter((stream) => {
    return overlaps(stream, range) && (wants.length === 0 || wants.some((want) => want(stream.labels)));
  });
}
