import { parseSelector } from '../logql/query.ts';
import type { Stream, Tenant } from '../store/tenant.ts';
import type { Range } from './parameters.ts';

/** The streams with lines in a time that one of the selectors wants; without a selector all of them. */
export function streamsIn(tenant: Tenant, { startNs, endNs }: Range, selectors: readonly string[]): Stream[] {
  const wants = selectors.map(parseSelector);
  return [...tenant.streams.values()].filter(({ labels, oldestNs, newestNs }) => {
    if (newestNs < Number(startNs) || oldestNs > Number(endNs)) return false;
    return wants.length === 0 || wants.some((want) => want(labels));
  });
}
