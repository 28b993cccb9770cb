import { Refusal } from '../answer.ts';
import { compareNs, msToNs, type Nanoseconds } from '../nanoseconds.ts';
import { formatRfc3339S } from '../rfc3339.ts';
import type { Tenant } from '../store/tenant.ts';
import { ignoredEntries } from './ignored.ts';
import { measureEntries } from './measure.ts';
import type { Accepted } from './review.ts';

const NS_PER_MS = 1e6;

/** What is left of a stream's lines without those that are too far behind its newest one, and the answer for them. */
export function withoutBehind(tenant: Tenant, accepted: Accepted): { kept: Accepted; refusal: Refusal | undefined } {
  const { stream, pushed, measure } = accepted;
  const maxBehindNs = tenant.limits.maxBehindMs * NS_PER_MS;
  const newestNs = later(stream.newestNs, measure.newestNs);
  // As doubles, which are exact to a microsecond of today and cheap; nearly every push ends here.
  if (maxBehindNs > 0 && Number(newestNs) - Number(measure.oldestNs) <= maxBehindNs)
    return { kept: accepted, refusal: undefined };
  let highestNs = stream.newestNs;
  const reasons: [Nanoseconds, string][] = [];
  const entries = pushed.entries.filter(([timestampNs]) => {
    const isBefore = compareNs(timestampNs, highestNs) < 0;
    const isBehind = isBefore && Number(highestNs) - Number(timestampNs) >= maxBehindNs;
    if (isBehind) reasons.push([timestampNs, reasonOf(timestampNs, highestNs, tenant.limits.maxBehindMs)]);
    highestNs = later(highestNs, timestampNs);
    return !isBehind;
  });
  if (reasons.length === 0) return { kept: accepted, refusal: undefined };
  tenant.discard(tenant.limits.maxBehindMs > 0 ? 'too_far_behind' : 'out_of_order', reasons.length);
  const kept = { stream, pushed: { ...pushed, entries }, measure: measureEntries(entries) };
  return { kept, refusal: new Refusal(400, ignoredEntries(tenant, accepted, reasons)) };
}

function reasonOf(timestampNs: Nanoseconds, highestNs: Nanoseconds, maxBehindMs: number): string {
  if (maxBehindMs === 0) return 'entry out of order';
  const oldestNs = String(BigInt(highestNs) - BigInt(msToNs(maxBehindMs)));
  return `entry too far behind, entry timestamp is: ${formatRfc3339S(timestampNs)}, oldest acceptable timestamp is: ${formatRfc3339S(oldestNs)}`;
}

function later(a: Nanoseconds, b: Nanoseconds): Nanoseconds {
  return compareNs(a, b) < 0 ? b : a;
}
